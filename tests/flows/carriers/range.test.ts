import { RANGE } from "../../support/lane-clients.ts";
import { conformance } from "./conformance.ts";

conformance(RANGE);
