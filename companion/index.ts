/** The companion for programs: `import { startCompanion } from "pagewire"`. */

export { startCompanion } from "./companion.ts";
export type { Companion, CompanionOptions } from "./companion-api.ts";
export { ConfigWrong } from "./config.ts";
export { HomeUnusable } from "./files/home.ts";
export { SendFailed, type SendFailure, type SendOptions, type Sent } from "./files/outgoing-sends.ts";
export type { ReceivedFile, ReceivedWhich } from "./files/received-feed.ts";
export type { RecordedSource } from "./files/received-index.ts";
export { SnapshotFailed } from "./files/snapshot.ts";
export { AlreadyRunning } from "./lock.ts";
export { PortTaken } from "./server/http-server.ts";
export { UnknownRecipient } from "./trust/recipient.ts";
