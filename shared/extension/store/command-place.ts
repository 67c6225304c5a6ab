/** How the paired companion's commands are run, as it has said: kept outside the database, for a browser that has lost that. */

import * as v from "valibot";
import type { CommandPlace } from "../../texts/command-place.ts";
import { speakCommands } from "../../texts/text.ts";

const KEY = "commands";
/** As long as Linux lets a path be. */
const MAX_PATH_CHARACTERS = 4096;
/** Never one that a shell could take for an option, or for a folder below the one somebody is in. */
const ABSOLUTE = /^(?:\/|[A-Za-z]:[\\/]|\\\\)/;
const PathSchema = v.pipe(v.string(), v.maxLength(MAX_PATH_CHARACTERS), v.regex(ABSOLUTE));

/** What a companion says of itself is data: it is checked here, and quoted where it is shown. */
export const CommandPlaceSchema = v.object({
  folder: v.optional(PathSchema),
  home: v.optional(PathSchema),
  isInstalled: v.optional(v.boolean()),
  shell: v.optional(v.picklist(["posix", "windows"])),
});

/** Keeps what the companion has said; where it says nothing, what an earlier one said goes. */
export async function keepCommandPlace(place: CommandPlace | undefined): Promise<void> {
  const storage = globalThis.chrome?.storage?.local;
  if (place === undefined) await storage?.remove(KEY);
  else await storage?.set({ [KEY]: place });
}

/** What the build notes of the checkout that it was made in; a build for others to install notes nothing. */
const BuildSchema = v.object({ place: v.optional(CommandPlaceSchema) });

/**
 * Says commands from now on as the paired companion's are run, and at each change; without one as in the checkout that
 * this build comes from. Resolves when the first is read.
 */
export async function speakKeptCommands(changed: () => void = () => undefined): Promise<void> {
  const storage = globalThis.chrome?.storage;
  const building = readBuiltIn();
  let isNewer = false;
  storage?.onChanged.addListener((changes, area) => {
    const change = area === "local" ? changes[KEY] : undefined;
    if (!change) return;
    isNewer = true;
    void building.then((built) => {
      speakCommands(placeIn(change.newValue) ?? built);
      changed();
    });
  });
  const [built, kept] = await Promise.all([building, storage?.local.get(KEY)]);
  if (!isNewer) speakCommands(placeIn(kept?.[KEY]) ?? built);
}

async function readBuiltIn(): Promise<CommandPlace | undefined> {
  try {
    const response = await fetch(chrome.runtime.getURL("/build.json"));
    return v.parse(BuildSchema, await response.json()).place;
  } catch {
    return undefined;
  }
}

function placeIn(stored: unknown): CommandPlace | undefined {
  const parsed = v.safeParse(CommandPlaceSchema, stored);
  return parsed.success ? parsed.output : undefined;
}
