/** The settings as they are now, and how one is changed. */

import { useEffect, useState } from "preact/hooks";
import {
  onSettings,
  readSettings,
  type Settings,
  writeSettings,
} from "../../../shared/extension/store/settings.ts";

/** What every control of a setting is given. */
export interface SettingsProps {
  readonly settings: Settings;
  readonly change: (patch: Partial<Settings>) => void;
}

/** They follow changes that other pages make; until they are read they are as where nothing is set. */
export function useSettings(): SettingsProps {
  const [settings, setSettings] = useState<Settings>({});
  useEffect(() => {
    const load = (): void => void readSettings().then(setSettings);
    load();
    onSettings(load);
  }, []);
  const change = (patch: Partial<Settings>): void => {
    setSettings((before) => ({ ...before, ...patch }));
    void writeSettings(patch);
  };
  return { settings, change };
}
