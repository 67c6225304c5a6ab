/** Wakes the background when the browser has ended it: a timer of its own would have died with it. */

const ALARM = "reconnect";
/** The shortest period the browser allows (Chrome 120). */
const PERIOD_MINUTES = 0.5;

/** Calls `wake` at every alarm; the alarm is made anew at each start, for an update may have lost it. */
export function keepAwake(wake: () => void): void {
  chrome.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) wake();
  });
  void chrome.alarms.create(ALARM, { periodInMinutes: PERIOD_MINUTES });
}
