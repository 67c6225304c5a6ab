/** Who has asked for a file to be shown at once, and whose files the user lets open by themselves. */

import * as v from "valibot";

/** One sender. The commands of the computer's own user have no name. */
export interface Shower {
  readonly id: string;
  readonly name: string;
  /** Whether its files open by themselves: not until the user says so. */
  readonly opens: boolean;
}

const KEY = "showers";
/** More than anybody has; the one that has not asked for longest goes. */
const MAX_SHOWERS = 50;
const ShowersSchema = v.array(v.object({ id: v.string(), name: v.string(), opens: v.boolean() }));

/** All of them, the one that asked last first. */
export async function readShowers(): Promise<readonly Shower[]> {
  const stored = await chrome.storage.local.get(KEY);
  const parsed = v.safeParse(ShowersSchema, stored[KEY]);
  return parsed.success ? parsed.output : [];
}

/** Notes that one has asked; whether its files may open by themselves. */
export async function noteShower(id: string, name: string): Promise<boolean> {
  return await alone(async () => {
    const known = await readShowers();
    const opens = known.some((shower) => shower.id === id && shower.opens);
    const others = known.filter((shower) => shower.id !== id);
    await chrome.storage.local.set({ [KEY]: [{ id, name, opens }, ...others].slice(0, MAX_SHOWERS) });
    return opens;
  });
}

/** One change of the list at a time, in all pages and the background: each writes the whole of it. */
async function alone<Result>(change: () => Promise<Result>): Promise<Result> {
  return await navigator.locks.request(`pagewire-${KEY}`, change);
}

/** The user lets the files of one open by themselves, or no more. */
export async function letOpen(id: string, opens: boolean): Promise<void> {
  await alone(async () => {
    const changed = (await readShowers()).map((shower) => (shower.id === id ? { ...shower, opens } : shower));
    await chrome.storage.local.set({ [KEY]: changed });
  });
}

/** Calls whenever the list has changed, in this context or another one. */
export function onShowers(listener: () => void): () => void {
  const heard = (changes: Readonly<Record<string, unknown>>): void => {
    if (KEY in changes) listener();
  };
  chrome.storage.local.onChanged.addListener(heard);
  return () => chrome.storage.local.onChanged.removeListener(heard);
}
