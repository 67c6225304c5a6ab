import { POLL } from "../../support/lane-clients.ts";
import { conformance } from "./conformance.ts";

conformance(POLL);
