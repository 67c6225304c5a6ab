/** Wakes the background when the browser has ended it: a timer of its own would have died with it. */

import { readPairing } from "../../shared/extension/connection/pairing.ts";
import { onChange } from "../../shared/extension/store/changes.ts";
import { notePaired } from "../../shared/extension/store/kept-note.ts";

const ALARM = "reconnect";
/** The shortest period the browser allows (Chrome 120). */
const PERIOD_MINUTES = 0.5;

/** Calls `wake` at every alarm, while there is a companion to wake up for. */
export function keepAwake(wake: () => void): void {
  chrome.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) wake();
  });
  void setAlarm();
  onChange((changed) => {
    if (changed === "pairing") void setAlarm();
  });
}

/** Made anew at each start, for an update may have lost it. */
async function setAlarm(): Promise<void> {
  // Where the database does not open it is tried again, now and then.
  const pairing = await readPairing().catch(() => "unknown" as const);
  if (pairing && pairing !== "unknown") await notePaired(pairing);
  if (pairing) await chrome.alarms.create(ALARM, { periodInMinutes: PERIOD_MINUTES });
  else await chrome.alarms.clear(ALARM);
}
