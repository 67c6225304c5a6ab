/**
 * Chromium's DevTools pipe as a transport for Playwright that leaves service workers alone.
 *
 * Playwright attaches to every target there is, and a service worker with a debugger attached never dies of
 * idleness: tests of its life would prove nothing. So service workers are filtered out of the attaching.
 * Popups and side panels, on the other hand, are not attached to by themselves: `attach` does it on demand.
 */
import type { Readable, Writable } from "node:stream";
import type { ConnectOverCDPTransport } from "playwright-core";

/** The transport, and what it does besides. */
export interface DebuggerPipe extends ConnectOverCDPTransport {
  /** Attaches to a target Playwright does not know; its context then announces a new page. */
  attach(targetId: string): void;
}

/** The part of a protocol message that is looked at here. */
interface ProtocolMessage {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly targetInfo?: { readonly type: string; readonly url: string } };
}

/** The target filter of `Target.setAutoAttach`: the protocol's default, less service workers. */
const ATTACH_TO = [
  { type: "browser", exclude: true },
  { type: "tab", exclude: true },
  { type: "service_worker", exclude: true },
  {},
];
/** Numbers of our own requests, far from Playwright's, which count up from 1 (and use -9999 to close). */
const FIRST_OWN_ID = 1_000_000_000;

/** Makes the transport from the two ends of Chromium's pipe (its descriptors 3 and 4). */
export function debuggerPipe(toBrowser: Writable, fromBrowser: Readable): DebuggerPipe {
  let pending: Buffer[] = [];
  let nextOwnId = FIRST_OWN_ID;
  const write = (message: object): void => {
    if (toBrowser.writable) toBrowser.write(`${JSON.stringify(message)}\0`);
  };
  // Playwright counts on a task of its own for each message: what awaits an answer runs before the next event.
  const queue: (object | undefined)[] = [];
  const deliverLater = (message: object | undefined): void => {
    if (queue.push(message) === 1) setImmediate(deliverNext);
  };
  const deliverNext = (): void => {
    const message = queue[0];
    if (message) pipe.onmessage?.(message);
    else pipe.onclose?.();
    queue.shift();
    if (queue.length > 0) setImmediate(deliverNext);
  };
  const pipe: DebuggerPipe = {
    send: (message) => write(leaveServiceWorkersAlone(message)),
    close: () => toBrowser.end(),
    attach(targetId) {
      write({ id: nextOwnId, method: "Target.attachToTarget", params: { targetId, flatten: true } });
      nextOwnId += 1;
    },
  };
  fromBrowser.on("data", (bytes: Buffer) => {
    let start = 0;
    for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, start)) {
      const message: ProtocolMessage = JSON.parse(
        Buffer.concat([...pending, bytes.subarray(start, end)]).toString(),
      );
      pending = [];
      start = end + 1;
      if (message.id === undefined || message.id < FIRST_OWN_ID) deliverLater(presentAsPage(message));
    }
    if (start < bytes.length) pending.push(bytes.subarray(start));
  });
  fromBrowser.on("close", () => deliverLater(undefined));
  // A browser that dies breaks both ends; `close` above says so.
  fromBrowser.on("error", () => undefined);
  toBrowser.on("error", () => undefined);
  return pipe;
}

function leaveServiceWorkersAlone(message: ProtocolMessage): object {
  if (message.method !== "Target.setAutoAttach") return message;
  return { ...message, params: { ...message.params, filter: ATTACH_TO } };
}

/** Extension views of type "other" would be ignored by Playwright: it is told they are pages. */
function presentAsPage(message: ProtocolMessage): object {
  const target = message.params?.targetInfo;
  if (message.method !== "Target.attachedToTarget" || target?.type !== "other") return message;
  if (!target.url.startsWith("chrome-extension://")) return message;
  return { ...message, params: { ...message.params, targetInfo: { ...target, type: "page" } } };
}
