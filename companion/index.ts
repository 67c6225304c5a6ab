/** The companion for programs: `import { startCompanion } from "pagewire"`. */

export type { How } from "../shared/protocol/lane-words.ts";
export { type Companion, type CompanionOptions, startCompanion } from "./companion.ts";
export { ConfigWrong } from "./config.ts";
export type { ReceivedFile, ReceivedWhich } from "./files/incoming/received-feed.ts";
export {
  SendFailed,
  type SendFailure,
  type SendOptions,
  type Sent,
} from "./files/outgoing/outgoing-sends.ts";
export { SnapshotFailed } from "./files/outgoing/snapshot.ts";
export type { RecordedSource } from "./files/received/received-record.ts";
export { HomeUnusable } from "./home/home.ts";
export { AlreadyRunning } from "./home/lock.ts";
export type { Happening } from "./process/happening.ts";
export { PortForbidden, PortTaken } from "./server/taken-port.ts";
export { UnknownRecipient } from "./trust/recipient.ts";
