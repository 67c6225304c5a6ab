import { BASE64 } from "../../support/lane-clients.ts";
import { conformance } from "./conformance.ts";

conformance(BASE64);
