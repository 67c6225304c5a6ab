/** The settings as the text of a file: no key, no address and no name is in it. */

import * as v from "valibot";
import { checkedSettings, type Settings } from "../../shared/extension/store/settings.ts";

/** Tells such a file from any other JSON. */
const FileSchema = v.object({
  pagewire: v.literal("settings"),
  settings: v.pipe(
    v.unknown(),
    v.check((said) => !Array.isArray(said)),
  ),
});

/** What is written. */
export function fileOf(settings: Settings): string {
  return `${JSON.stringify({ pagewire: "settings", settings }, null, 2)}\n`;
}

/** What is read back; `undefined` where it is no such file, or one with a value that makes no sense. */
export function settingsIn(file: string): Settings | undefined {
  try {
    return checkedSettings(v.parse(FileSchema, JSON.parse(file)).settings);
  } catch {
    return undefined;
  }
}
