/** The user's settings, kept by the browser. */

import * as v from "valibot";
import { LANGUAGE_TAGS } from "../../texts/language-tags.ts";

/** Which of the two looks is shown, whatever the system's. */
export const THEMES = ["light", "dark"] as const;

/** How prices can be drawn. */
export const CHART_KINDS = ["candles", "line", "area"] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** What carries files: a socket of their own for each lane, a channel with binary chunks, a channel with base64. */
export const LANE_CARRIERS = ["socket", "channel", "base64"] as const;
export type LaneCarrier = (typeof LANE_CARRIERS)[number];

const SettingsSchema = v.object({
  /** The symbol the user has picked; until then the panel chooses. */
  symbol: v.optional(v.string()),
  /** The symbols that were picked last, newest first. */
  recentSymbols: v.optional(v.array(v.string())),
  /** The symbols in the panel's watch list, in their order. */
  starred: v.optional(v.array(v.string())),
  /** How the panel draws its bars. */
  chart: v.optional(v.picklist(CHART_KINDS)),
  /** Whether what was traded stands beneath the bars. */
  volume: v.optional(v.boolean()),
  /** The symbol that the shown one is compared with, and whether both are drawn in percent. */
  second: v.optional(v.string()),
  inPercent: v.optional(v.boolean()),
  resolutionSeconds: v.optional(v.picklist([1, 60, 300, 900, 3600, 14_400, 86_400])),
  /** What carries files; where it is not set, the fastest that works. */
  carrier: v.optional(v.picklist(LANE_CARRIERS)),
  /** Nobody is to be asked for a permission that a picture needs. */
  neverAsk: v.optional(v.boolean()),
  /** The largest version of a picture that its page offers is wanted, instead of the one it shows. */
  wantsLargest: v.optional(v.boolean()),
  /** Whether it is said over a page what has become of a click there; it is where this is not set. */
  toasts: v.optional(v.boolean()),
  /** Whether the system tells of files that have come, and of those that could not be sent; not where this is not set. */
  notifyArrived: v.optional(v.boolean()),
  notifyFailed: v.optional(v.boolean()),
  /** Whether the system tells of price alerts; not where this is not set. */
  notifyAlerts: v.optional(v.boolean()),
  /** The symbol whose price the toolbar icon shows; none where it is empty or not set. */
  badgeSymbol: v.optional(v.string()),
  /** The language of the pages; where it is not set, the browser's. */
  language: v.optional(v.picklist(LANGUAGE_TAGS)),
  /** Light or dark; where it is not set, as the system has it. */
  theme: v.optional(v.picklist(THEMES)),
});

export type Settings = v.InferOutput<typeof SettingsSchema>;

const KEY = "settings";

/** The settings; one that is not set, or not readable, is absent, and takes no other with it. */
export async function readSettings(): Promise<Settings> {
  const stored = (await chrome.storage.local.get(KEY))[KEY];
  return readableSettings(stored);
}

/** What can be read of stored settings: a newer or older version may have written some of them in its own way. */
export function readableSettings(stored: unknown): Settings {
  if (typeof stored !== "object" || stored === null) return {};
  const readable = Object.entries(stored).filter(([name, value]) => {
    const schema = Object.entries(SettingsSchema.entries).find(([known]) => known === name)?.[1];
    return schema !== undefined && v.safeParse(schema, value).success;
  });
  return checkedSettings(Object.fromEntries(readable)) ?? {};
}

/** Settings that came from elsewhere; `undefined` where they are none. What is not known here is left out. */
export function checkedSettings(said: unknown): Settings | undefined {
  const parsed = v.safeParse(SettingsSchema, said);
  return parsed.success ? parsed.output : undefined;
}

/** Puts these settings in the place of all there were. */
export async function replaceSettings(settings: Settings): Promise<void> {
  await chrome.storage.local.set({ [KEY]: settings });
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
