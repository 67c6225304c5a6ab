/**
 * Keeps the background running while it is needed. Chromium does so for what comes over a WebSocket; Firefox ends an event
 * page after 30 s without an extension call, whatever comes over its sockets (measured, Firefox 153).
 */

/** Well within those 30 s. */
const EVERY_MS = 20_000;

/** Whether it ends although a socket is open: then it has to be kept running. */
export const ENDS_WITH_SOCKETS = import.meta.env.FIREFOX;

let beating: ReturnType<typeof setInterval> | undefined;

/** From now on, or not any more. */
export function stayAwake(isNeeded: boolean): void {
  clearInterval(beating);
  // It asks for nothing that anybody needs: to call is what counts.
  beating = isNeeded ? setInterval(() => void chrome.runtime.getPlatformInfo(), EVERY_MS) : undefined;
}
