import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fileLog, logLine } from "../../../companion/process/log.ts";

const AT = new Date("2026-01-02T03:04:05Z");
const SECRET = "0123456789abcdef".repeat(4);

describe("logLine", () => {
  it.each([
    ["a line feed", "a\nb"],
    ["an escape sequence", "\u001b[31m"],
    ["a direction mark", "\u202e"],
    ["half a character", "\ud800"],
    ["letters of another script", "名前"],
    ["quotes", '"}{"'],
    ["a delete character", "\u007f"],
  ])("is one line of plain ASCII that says the same when it is read: %s", (_, text) => {
    const line = logLine("event", { text }, AT);
    expect(line).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(line)).toEqual({ at: AT.toISOString(), event: "event", text });
  });

  it.each([
    ["a ticket", SECRET],
    ["a ticket in capitals", SECRET.toUpperCase()],
    ["a script's token", `pwt_${SECRET}`],
    ["the owner's token", `pwo_${SECRET}`],
    ["most of a ticket", SECRET.slice(0, 40)],
    ["a ticket where the field is cut", `${"-".repeat(230)}${SECRET}`],
    ["an error that names one", new Error(`no such ticket: ${SECRET}`)],
  ])("leaves out what looks like a secret: %s", (_, value) => {
    expect(logLine("event", { value }, AT)).not.toMatch(/[0-9a-f]{33}|0123456789abcdef/i);
  });

  it("keeps ids, which are half as long", () => {
    const id = SECRET.slice(0, 32);
    expect(logLine("event", { id }, AT)).toContain(id);
  });
});

describe("fileLog", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "pagewire-log-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("writes a few lines of one event a second, all of others, and says how many it skipped", async () => {
    const file = path.join(folder, "log");
    let now = AT.getTime();
    const log = fileLog(file, () => new Date(now));
    for (let count = 0; count < 1_000; count += 1) log("flood", { count });
    log("other");
    now += 1_000;
    log("flood", { count: "next" });
    const lines = (await readFile(file, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(lines.filter(({ event }) => event === "flood")).toHaveLength(21);
    expect(lines.filter(({ event }) => event === "other")).toHaveLength(1);
    expect(lines.at(-1)).toMatchObject({ event: "flood", count: "next", skipped: 980 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
