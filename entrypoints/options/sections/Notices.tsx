/** What is told, and where. */

import { useState } from "preact/hooks";
import { text } from "../../../shared/texts/text.ts";
import { Section } from "../controls/Section.tsx";
import { Switch } from "../controls/Switch.tsx";
import type { SettingsProps } from "../controls/use-settings.ts";
import { Showers } from "./Showers.tsx";

const PERMISSION: chrome.permissions.Permissions = { permissions: ["notifications"] };

export function Notices({ settings, change }: SettingsProps) {
  const [isRefused, setRefused] = useState(false);
  const turn = (setting: "notifyArrived" | "notifyFailed", isOn: boolean): void => {
    setRefused(false);
    if (!isOn) return change({ [setting]: false });
    // In the press itself: the browser asks for nothing otherwise.
    void chrome.permissions.request(PERMISSION).then(
      (isGiven) => (isGiven ? change({ [setting]: true }) : setRefused(true)),
      () => setRefused(true),
    );
  };
  return (
    <Section id="notices" title={text("settings.notices")}>
      <Switch
        label={text("settings.toasts")}
        about={text("settings.toasts-about")}
        isOn={settings.toasts !== false}
        onTurn={(toasts) => change({ toasts })}
      />
      <Switch
        label={text("settings.notify-arrived")}
        isOn={settings.notifyArrived === true}
        onTurn={(isOn) => turn("notifyArrived", isOn)}
      />
      <Switch
        label={text("settings.notify-failed")}
        isOn={settings.notifyFailed === true}
        onTurn={(isOn) => turn("notifyFailed", isOn)}
      />
      <p class="small muted" aria-live="polite">
        {isRefused && text("settings.notify-refused")}
      </p>
      <Showers />
    </Section>
  );
}
