import * as v from "valibot";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  CommandPlaceSchema,
  keepCommandPlace,
  speakKeptCommands,
} from "../../../shared/extension/store/command-place.ts";
import { commandText, speakCommands } from "../../../shared/texts/text.ts";

const PLACE = { folder: "/opt/pagewire", home: "/srv/my files" };

/** The browser's storage, as far as it is used here. */
function openStorage(kept: Record<string, unknown> = {}): Record<string, unknown> {
  const listeners: ((changes: object, area: string) => void)[] = [];
  const tell = (key: string): void => {
    for (const listener of listeners) listener({ [key]: { newValue: kept[key] } }, "local");
  };
  const local = {
    get: (key: string) => Promise.resolve({ [key]: kept[key] }),
    set: (items: Record<string, unknown>) => {
      Object.assign(kept, items);
      for (const key of Object.keys(items)) tell(key);
      return Promise.resolve();
    },
    remove: (key: string) => {
      delete kept[key];
      tell(key);
      return Promise.resolve();
    },
  };
  const onChanged = {
    addListener: (listener: (changes: object, area: string) => void) => listeners.push(listener),
  };
  vi.stubGlobal("chrome", { storage: { local, onChanged } });
  return kept;
}

afterEach(() => {
  vi.unstubAllGlobals();
  speakCommands();
});

describe("how a companion says it is run", () => {
  it.each([
    [{ folder: "opt/pagewire" }],
    [{ folder: "-rf" }],
    [{ folder: "" }],
    [{ home: "~/x" }],
    [{ home: `/${"x".repeat(4096)}` }],
    [{ isInstalled: "yes" }],
    [{ shell: "fish" }],
    ["cd /opt && rm -rf ~"],
  ])("is not taken as %j", (said) => {
    expect(v.safeParse(CommandPlaceSchema, said).success).toBe(false);
  });

  it("is taken as data, quoted where it is shown", async () => {
    openStorage({ commands: { folder: "/opt/$(id)", home: "/x'; rm -rf ~ #", more: "ignored" } });
    await speakKeptCommands();
    expect(commandText("npx pagewire pair")).toBe(
      String.raw`cd '/opt/$(id)' && npx pagewire pair --home '/x'\''; rm -rf ~ #'`,
    );
  });

  it("is said in every context as soon as it is heard, and no more when it is forgotten", async () => {
    const kept = openStorage();
    await speakKeptCommands();
    expect(commandText("npx pagewire pair")).toBe("npx pagewire pair");
    await keepCommandPlace(PLACE);
    expect(kept.commands).toEqual(PLACE);
    expect(commandText("npx pagewire pair")).toBe(
      "cd /opt/pagewire && npx pagewire pair --home '/srv/my files'",
    );
    await keepCommandPlace(undefined);
    expect(commandText("npx pagewire pair")).toBe("npx pagewire pair");
  });
});
