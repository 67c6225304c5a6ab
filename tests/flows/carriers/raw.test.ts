import { RAW } from "../../support/lane-clients.ts";
import { conformance } from "./conformance.ts";

conformance(RAW);
