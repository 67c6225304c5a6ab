import { homedir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Called,
  commandPlace,
  commandPlaceAnywhere,
  commandPlaceHere,
} from "../../../companion/home/command-place.ts";

const CHECKOUT = path.resolve(import.meta.dirname, "../../..");
const DEFAULT_HOME = path.join(homedir(), "Pagewire");
const node: Called = { argv: ["node", "/opt/pagewire/companion/main.ts"], env: {}, platform: "linux" };

describe("how this companion is run", () => {
  it("needs no folder within the checkout, and the checkout anywhere else", () => {
    expect(commandPlaceHere(DEFAULT_HOME, node)).toEqual({});
    expect(commandPlaceAnywhere(DEFAULT_HOME, node)).toEqual({ folder: CHECKOUT });
    const reader = (folder: string) => ({ folder, environment: {} });
    expect(commandPlace(DEFAULT_HOME, reader("/opt/pagewire/docs"), node, "/opt/pagewire")).toEqual({});
    expect(commandPlace(DEFAULT_HOME, reader("/opt/pagewire-2"), node, "/opt/pagewire")).toEqual({
      folder: "/opt/pagewire",
    });
  });

  it("needs the home where it is not the reader's default", () => {
    expect(commandPlaceHere("/srv/ada", node)).toEqual({ home: "/srv/ada" });
    const set = { ...node, env: { PAGEWIRE_HOME: "/srv/ada" } };
    expect(commandPlaceHere("/srv/ada", set)).toEqual({});
    // Another terminal need not have what this one has.
    expect(commandPlaceAnywhere("/srv/ada", set)).toEqual({ folder: CHECKOUT, home: "/srv/ada" });
  });

  it("is a command of its own where the shell finds it, and npx where npm does", () => {
    const anywhere = { environment: {} };
    const installed = {
      argv: ["node", "/usr/local/bin/pagewire"],
      env: { PATH: "/usr/bin:/usr/local/bin" },
      platform: "linux",
    } as const;
    expect(commandPlace(DEFAULT_HOME, anywhere, installed, "/usr/local/lib/node_modules/pagewire")).toEqual({
      isInstalled: true,
    });
    const bin = "/work/x/node_modules/.bin";
    const byNpx = { ...installed, argv: ["node", `${bin}/pagewire`], env: { PATH: `${bin}:/usr/bin` } };
    expect(commandPlace(DEFAULT_HOME, anywhere, byNpx, "/work/x/node_modules/pagewire")).toEqual({
      folder: "/work/x",
    });
    const fetched = "/home/ada/.npm/_npx/0123/node_modules/pagewire";
    expect(commandPlace(DEFAULT_HOME, anywhere, node, fetched)).toEqual({});
  });

  it("says whose shell reads it", () => {
    expect(commandPlace(DEFAULT_HOME, { environment: {} }, { ...node, platform: "win32" })).toHaveProperty(
      "shell",
      "windows",
    );
  });
});
