/** The user's settings, kept by the browser. */

import * as v from "valibot";

/** What carries files: a socket of their own for each lane, a channel with binary chunks, a channel with base64. */
export const LANE_CARRIERS = ["socket", "channel", "base64"] as const;
export type LaneCarrier = (typeof LANE_CARRIERS)[number];

const SettingsSchema = v.object({
  /** The symbol the user has picked; until then the panel chooses. */
  symbol: v.optional(v.string()),
  resolutionSeconds: v.optional(v.picklist([1, 60, 3600, 86_400])),
  /** What carries files; where it is not set, the fastest that can be had. */
  carrier: v.optional(v.picklist(LANE_CARRIERS)),
});

export type Settings = v.InferOutput<typeof SettingsSchema>;

const KEY = "settings";

/** The settings; what is not set, or not readable, is absent. */
export async function readSettings(): Promise<Settings> {
  const stored = await chrome.storage.local.get(KEY);
  const parsed = v.safeParse(SettingsSchema, stored[KEY]);
  return parsed.success ? parsed.output : {};
}

/** Calls whenever a setting has changed, in this context or another one. */
export function onSettings(listener: () => void): void {
  chrome.storage.local.onChanged.addListener((changes) => {
    if (KEY in changes) listener();
  });
}

/** Changes some settings and leaves the others. */
export async function writeSettings(patch: Partial<Settings>): Promise<void> {
  await chrome.storage.local.set({ [KEY]: { ...(await readSettings()), ...patch } });
}
