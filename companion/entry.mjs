/**
 * What `import "pagewire"` finds: the sources in a checkout, what they are bundled into in the published package. The names
 * are those of `companion/index.ts`.
 */

import { existsSync } from "node:fs";

const sources = new URL("./index.ts", import.meta.url);
const bundled = new URL("../dist/index.js", import.meta.url);

export const {
  AlreadyRunning,
  ConfigWrong,
  HomeUnusable,
  PortForbidden,
  PortTaken,
  SendFailed,
  SnapshotFailed,
  startCompanion,
  UnknownRecipient,
} = await import(existsSync(sources) ? sources.href : bundled.href);
