/** One frame near the beginning of a film, as a small picture. */

/** A film that shows no frame in this time gets none. */
const PATIENCE_MS = 5_000;
/** The very first frame is often black. */
const SECONDS_IN = 0.5;

/** A PNG of at most so many pixels an edge; `undefined` where the browser can't play it, or it is only heard. */
export async function filmFrame(film: Blob, edgePixels: number): Promise<Blob | undefined> {
  const video = document.createElement("video");
  const url = URL.createObjectURL(film);
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), PATIENCE_MS);
  try {
    video.muted = true;
    video.preload = "auto";
    video.src = url;
    await event(video, "loadeddata", ending.signal);
    // A film that does not say how long it is is taken where it begins.
    if (video.duration > SECONDS_IN && Number.isFinite(video.duration)) {
      video.currentTime = SECONDS_IN;
      await event(video, "seeked", ending.signal);
    }
    const { videoWidth: width, videoHeight: height } = video;
    if (width === 0 || height === 0) return undefined;
    const fit = Math.min(1, edgePixels / Math.max(width, height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(width * fit)),
      Math.max(1, Math.round(height * fit)),
    );
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/png" });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    // Without a source it lets go of its decoder at once.
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(url);
  }
}

function event(video: HTMLVideoElement, name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    video.addEventListener(name, () => resolve(), { once: true });
    video.addEventListener("error", () => reject(video.error), { once: true });
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
