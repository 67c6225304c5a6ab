/** Where else prices are told: as notifications, for which the browser is asked at the switch, and on the icon. */

import { useEffect, useState } from "preact/hooks";
import { readSettings, type Settings, writeSettings } from "../../../shared/extension/store/settings.ts";
import { text } from "../../../shared/texts/text.ts";

const PERMISSION: chrome.permissions.Permissions = { permissions: ["notifications"] };

export function Told({ symbol }: { readonly symbol: string }) {
  const [{ notifyAlerts = false, badgeSymbol = "" }, setSettings] = useState<Settings>({});
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    let isLeft = false;
    void readSettings().then((settings) => !isLeft && setSettings(settings));
    return () => {
      isLeft = true;
    };
  }, []);
  const set = (patch: Partial<Settings>): void => {
    setSettings((settings) => ({ ...settings, ...patch }));
    void writeSettings(patch);
  };
  const notify = (isOn: boolean): void => {
    setRefused(false);
    if (!isOn) return set({ notifyAlerts: false });
    // In the press itself: the browser asks for nothing otherwise.
    void chrome.permissions.request(PERMISSION).then(
      (isGiven) => (isGiven ? set({ notifyAlerts: true }) : setRefused(true)),
      () => setRefused(true),
    );
  };
  return (
    <div class="told">
      <label class="tick">
        <input
          type="checkbox"
          checked={notifyAlerts}
          onChange={({ currentTarget }) => {
            const { checked } = currentTarget;
            // It is on once the browser has said yes.
            currentTarget.checked = notifyAlerts;
            notify(checked);
          }}
        />{" "}
        {text("alarm.notify")}
      </label>
      <label class="tick">
        <input
          type="checkbox"
          checked={badgeSymbol === symbol}
          onChange={({ currentTarget }) => set({ badgeSymbol: currentTarget.checked ? symbol : "" })}
        />{" "}
        {text("alarm.pin", { symbol })}
      </label>
      <p class="small problem" aria-live="polite">
        {isRefused && text("settings.notify-refused")}
      </p>
    </div>
  );
}
