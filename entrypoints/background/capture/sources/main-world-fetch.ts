/** A request as the page's own scripts make it: a function for the page's world, where nothing else of ours is. */

/**
 * Hands what it gets to our script in the page, which waits for it under the picture's id: nothing where there are more than
 * `maxBytes`, where it takes longer than `patienceMs`, or once that script waits no more. It goes there as text: it may name
 * nothing that is outside of it.
 */
export async function fetchAsPage(
  address: string,
  id: string,
  maxBytes: number,
  patienceMs: number,
): Promise<void> {
  const over = new AbortController();
  const hear = ({ source, data }: MessageEvent<unknown>): void => {
    const isTold = source === window && typeof data === "object" && data !== null;
    if (isTold && "pagewire" in data && data.pagewire === id && "isOver" in data) over.abort();
  };
  addEventListener("message", hear);
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(patienceMs)]);
  let blob: Blob | undefined;
  try {
    const { body, headers } = await fetch(address, { signal });
    const reader = body?.getReader();
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    for (let bytes = 0; bytes <= maxBytes; ) {
      const { done = true, value } = (await reader?.read()) ?? {};
      if (value) chunks.push(value);
      bytes += value?.byteLength ?? 0;
      if (done && bytes <= maxBytes) {
        blob = new Blob(chunks, { type: headers.get("content-type") ?? "" });
        break;
      }
    }
  } catch {
    // Nothing comes then, and that is said.
  } finally {
    removeEventListener("message", hear);
    over.abort();
  }
  window.postMessage({ pagewire: id, ...(blob ? { blob } : {}) }, location.origin);
}
