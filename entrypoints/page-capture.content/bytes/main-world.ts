/** Takes what a function in the page's own world has fetched: its service worker answers that world alone. */

/** The page can keep the message from coming. */
const PATIENCE_MS = 20_000;

/** The Blob that was posted under the picture's id; `undefined` where none came. A page can only forge its own picture. */
export async function fromMainWorld(id: string, signal: AbortSignal): Promise<Blob | undefined> {
  const { promise, resolve } = Promise.withResolvers<Blob | undefined>();
  const done = new AbortController();
  const ended = AbortSignal.any([done.signal, signal, AbortSignal.timeout(PATIENCE_MS)]);
  ended.addEventListener("abort", () => resolve(undefined));
  addEventListener(
    "message",
    ({ source, data }: MessageEvent<unknown>) => {
      const isIt =
        source === window &&
        typeof data === "object" &&
        data !== null &&
        "pagewire" in data &&
        data.pagewire === id &&
        !("isOver" in data);
      if (isIt) resolve("blob" in data && data.blob instanceof Blob ? data.blob : undefined);
    },
    { capture: true, signal: ended },
  );
  try {
    const blob = await promise;
    // What waits no more ends the request: it may be an endless one.
    if (!blob) window.postMessage({ pagewire: id, isOver: true }, location.origin);
    return blob;
  } finally {
    done.abort();
  }
}
