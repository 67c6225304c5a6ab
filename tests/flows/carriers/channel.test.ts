import { CHANNEL } from "../../support/lane-clients.ts";
import { conformance } from "./conformance.ts";

conformance(CHANNEL);
