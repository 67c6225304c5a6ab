/** What the extension and the native messaging host say to each other: one request, one answer. */

import { decodeSaid, type Said } from "../said.ts";

/** The name under which browsers know the host. */
export const NATIVE_HOST = "org.pagewire.companion";
/** The id of the extension in Firefox (wxt.config.ts), which is how Firefox tells the host who calls. */
export const FIREFOX_ID = "pagewire@pagewire.org";

/** The one thing the host does: it starts the companion where none runs. */
export const START = { type: "start" } as const;

export interface NativeRunning {
  readonly type: "running";
  readonly port: number;
  /** A fresh pairing link. */
  readonly pairUrl: string;
}

export interface NativeFailed {
  readonly type: "failed";
  readonly message: string;
  readonly said?: Said | undefined;
}

export type NativeAnswer = NativeRunning | NativeFailed;

const MAX_PORT = 65_535;
const MAX_SENTENCE_CHARACTERS = 2_000;
/** On this computer, and by its number: nothing else is opened because a host says so. */
const PAIR_PATH = /^\/pair\?link=[0-9a-f]{32}#[0-9a-f]{64}$/;

/** Whether it is that request, and nothing beside it. */
export function isStart(value: unknown): boolean {
  return isRecord(value) && value.type === START.type && Object.keys(value).length === 1;
}

/** Reads an answer; `undefined` for anything else. */
export function decodeNativeAnswer(value: unknown): NativeAnswer | undefined {
  if (!isRecord(value)) return undefined;
  const { type, port, pairUrl, message } = value;
  if (type === "failed") {
    if (typeof message !== "string" || message.length > MAX_SENTENCE_CHARACTERS) return undefined;
    return { type, message, said: decodeSaid(value.said) };
  }
  if (type !== "running" || typeof port !== "number" || typeof pairUrl !== "string") return undefined;
  if (!Number.isInteger(port) || port < 1 || port > MAX_PORT) return undefined;
  const here = `http://127.0.0.1:${port}`;
  const isOurs = pairUrl.startsWith(`${here}/`) && PAIR_PATH.test(pairUrl.slice(here.length));
  return isOurs ? { type, port, pairUrl } : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
