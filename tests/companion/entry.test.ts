import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import * as index from "../../companion/index.ts";
import { olderNodes } from "../support/older-nodes.ts";

const COMPANION = path.resolve(import.meta.dirname, "../../companion");
const COMMAND = path.join(COMPANION, "pagewire.mjs");
/** Has this Node say that it is an older one, before the command is loaded. */
const OLD = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'22.21.1'})";

describe("what the package begins with", () => {
  it("gives programs every name that its sources have", async () => {
    const entry: object = await import(path.join(COMPANION, "entry.mjs"));
    expect(Object.keys(entry).sort()).toEqual(Object.keys(index).sort());
  });

  it("tells an older Node in one line which it needs", () => {
    const runs = [
      [process.execPath, "--import", OLD, COMMAND, "status"],
      ...olderNodes().map((node) => [node, COMMAND, "status"]),
    ];
    for (const [program = "", ...words] of runs) {
      const { status, stderr, stdout } = spawnSync(program, words, { encoding: "utf8" });
      expect(stderr).toMatch(/^Pagewire needs Node 24 or newer, and this is v[\d.]+: install it [^\n]+\n$/);
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    }
  });
});
