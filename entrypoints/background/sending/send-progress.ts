/** Notes in the database how far one file has come, for the pages that show it. */

import { noteSending } from "../../../shared/extension/store/sends.ts";
import { SpeedMeter } from "./speed-meter.ts";

/** A file that goes in less time is never noted as being sent: it is waiting, then done. */
const NOTE_EVERY_MS = 500;

export interface SendProgress {
  /** How much the companion has acknowledged in all. */
  readonly acknowledged: (ackedBytes: number) => void;
  stop(): void;
}

/** Starts noting; `onProgress` is told with each note. The caller stops it. */
export function noteProgress(id: string, onProgress: (ackedBytes: number) => void): SendProgress {
  const meter = new SpeedMeter();
  let acked: number | undefined;
  let noted = "";
  const note = (): void => {
    if (acked === undefined) return;
    const speed = meter.take(acked, performance.now());
    const bytesPerSecond = speed === undefined ? undefined : Math.round(speed);
    const saying = `${acked} ${bytesPerSecond}`;
    if (saying === noted) return;
    noted = saying;
    onProgress(acked);
    void noteSending(id, {
      ackedBytes: acked,
      ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
    }).catch((error: unknown) => console.warn("The progress could not be noted:", error));
  };
  const ticking = setInterval(note, NOTE_EVERY_MS);
  return {
    acknowledged: (ackedBytes) => {
      // Where the companion begins was not sent now: the speed counts from there.
      if (acked === undefined) meter.take(ackedBytes, performance.now());
      acked = ackedBytes;
    },
    stop: () => clearInterval(ticking),
  };
}
