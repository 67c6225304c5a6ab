import { describe, expect, it } from "vitest";
import { fileOf, settingsIn } from "../../../entrypoints/options/settings-file.ts";

describe("settings as a file", () => {
  it("are read back as they were", () => {
    const settings = { theme: "dark", symbol: "ETH-USD", neverAsk: true, toasts: false } as const;
    expect(settingsIn(fileOf(settings))).toEqual(settings);
    expect(settingsIn(fileOf({}))).toEqual({});
  });

  it("leave out what is no setting", () => {
    const file = JSON.stringify({ pagewire: "settings", settings: { theme: "light", key: "secret" } });
    expect(settingsIn(file)).toEqual({ theme: "light" });
  });

  it.each([
    "",
    "[]",
    "null",
    '{"settings":{}}',
    '{"pagewire":"settings"}',
    '{"pagewire":"settings","settings":[]}',
    '{"pagewire":"settings","settings":{"theme":"pink"}}',
    '{"pagewire":"settings","settings":{"neverAsk":"yes"}}',
  ])("are none in %s", (file) => {
    expect(settingsIn(file)).toBeUndefined();
  });
});
