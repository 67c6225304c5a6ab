/** Wakes the background soon after it was ended in the middle of something: what is on its way goes on, and no badge stands. */

/** How often the next awakening is put off. */
const PUT_OFF_EVERY_MS = 1_000;
/** The shortest delay the browser grants an extension of its store (Chrome 120); an unpacked one gets any. */
const LEAST_DELAY_MS = 30_000;
/** As many as are set within that delay: the first of them is never more than one interval away. */
const ALARMS = LEAST_DELAY_MS / PUT_OFF_EVERY_MS;
const MINUTE_MS = 60_000;

/**
 * While something is watched, alarms are set one after the other; whichever rings starts a background that has ended, and
 * means nothing to one that runs.
 */
export class Watchdog {
  #ticking: ReturnType<typeof setInterval> | undefined;
  #tick = 0;
  #delayMs: number | undefined;

  /** Watches from now on, or stops. */
  watch(isWatched: boolean): void {
    if (isWatched === (this.#ticking !== undefined)) return;
    clearInterval(this.#ticking);
    this.#ticking = isWatched ? setInterval(() => void this.#putOff(), PUT_OFF_EVERY_MS) : undefined;
    void this.#putOff();
  }

  async #putOff(): Promise<void> {
    this.#delayMs ??=
      (await chrome.management.getSelf()).installType === "development" ? PUT_OFF_EVERY_MS : LEAST_DELAY_MS;
    if (this.#ticking === undefined) return;
    this.#tick += 1;
    const delayInMinutes = this.#delayMs / MINUTE_MS;
    await chrome.alarms.create(`watchdog-${this.#tick % ALARMS}`, { delayInMinutes });
  }
}
