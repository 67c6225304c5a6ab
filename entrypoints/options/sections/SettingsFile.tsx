/** The settings as a file: saved, and taken over from one. */

import { useRef, useState } from "preact/hooks";
import { handOver } from "../../../shared/extension/look/hand-over.ts";
import { readSettings, replaceSettings } from "../../../shared/extension/store/settings.ts";
import { text } from "../../../shared/texts/text.ts";
import { fileOf, settingsIn } from "../settings-file.ts";

const FILE_NAME = "pagewire-settings.json";
/** Far more than all settings take. */
const MAX_FILE_BYTES = 65_536;

export function SettingsFile() {
  const [said, setSaid] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const settings = file.size > MAX_FILE_BYTES ? undefined : settingsIn(await file.text());
    if (!settings) return setSaid(text("settings.import-wrong"));
    await replaceSettings(settings);
    // The language may be another one.
    location.reload();
  };
  const save = async (): Promise<void> => {
    handOver(new Blob([fileOf(await readSettings())], { type: "application/json" }), FILE_NAME);
  };
  return (
    <div class="part">
      <h3>{text("settings.file")}</h3>
      <p class="small muted">{text("settings.file-about")}</p>
      <div class="line">
        <button type="button" onClick={() => void save()}>
          {text("settings.export")}
        </button>
        <button type="button" onClick={() => field.current?.click()}>
          {text("settings.import")}
        </button>
        <input
          ref={field}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <span class="small muted" aria-live="polite">
          {said}
        </span>
      </div>
    </div>
  );
}
