import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Source } from "../../shared/protocol/source.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { type Listening, offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";

const opened: CompanionProcess[] = [];
afterEach(async () => {
  for (const companion of opened.splice(0)) await companion.close();
});

async function companionWithLane(
  under: readonly string[] = [],
): Promise<{ companion: CompanionProcess; lane: Listening }> {
  const companion = await openCompanion({ under });
  opened.push(companion);
  const browser = await pairBy(companion.pairUrl);
  return { companion, lane: await openLane(companion.port, await ticketOf(browser)) };
}

async function send(lane: Listening, name: string, source?: Partial<Source>, stored = name): Promise<Buffer> {
  const bytes = Buffer.from(`bytes of ${name}`);
  const whole = source && { url: "https://a.test/", at: 1, ...source };
  const { last } = await sendOver(
    lane,
    { ...offerOf(bytes, { name }), ...(whole ? { source: whole } : {}) },
    bytes,
  );
  expect(last).toMatchObject({ type: "done", name: stored });
  return bytes;
}

/** The attributes of a file in the inbox, as tar writes them down. */
function attributesOf(companion: CompanionProcess, name: string): Record<string, string> {
  const archive = execFileSync("tar", [
    "--create",
    "--xattrs",
    "--xattrs-include=user.*",
    "--directory",
    path.join(companion.home, "Inbox"),
    name,
  ]);
  const found = archive.toString("latin1").matchAll(/SCHILY\.xattr\.(user\.[a-z.]+)=([^\n]*)\n/g);
  return Object.fromEntries([...found].map(([, key = "", value = ""]) => [key, value]));
}

const marked = (companion: CompanionProcess, name: string): Promise<Record<string, string>> =>
  eventually(`the marks of ${name}`, () => {
    const attributes = attributesOf(companion, name);
    return Object.keys(attributes).length > 0 && attributes;
  });

describe("a received file", () => {
  it("is marked with the address and the page it came from, and stays as it is otherwise", async () => {
    const { companion, lane } = await companionWithLane();
    const bytes = await send(lane, "cat.txt", {
      url: "https://a.test/cat.png?x=1",
      pageUrl: "https://a.test/page",
    });
    const file = path.join(companion.home, "Inbox/cat.txt");
    const before = await stat(file);
    expect(await marked(companion, "cat.txt")).toEqual({
      "user.xdg.origin.url": "https://a.test/cat.png?x=1",
      "user.xdg.referrer.url": "https://a.test/page",
    });
    expect(await readFile(file)).toEqual(bytes);
    // The marks are written through a second name of the file, which goes a moment behind them.
    await eventually(
      "the work folder to go",
      async () => !(await readdir(path.join(companion.home, ".state"))).includes("marks"),
    );
    const after = await stat(file);
    expect({ mode: after.mode & 0o777, mtimeMs: after.mtimeMs, nlink: after.nlink }).toEqual({
      mode: 0o600,
      mtimeMs: before.mtimeMs,
      nlink: 1,
    });
  });

  it("tells nobody the user, the password or what stood behind the hash", async () => {
    const { companion, lane } = await companionWithLane();
    await send(lane, "private.txt", { url: "https://me:pass@a.test/x", pageUrl: "https://a.test/#token" });
    expect(await marked(companion, "private.txt")).toEqual({
      "user.xdg.origin.url": "https://a.test/x",
      "user.xdg.referrer.url": "https://a.test/",
    });
  });

  it("that came from nowhere on the web has no mark, and keeps the others from none", async () => {
    const { companion, lane } = await companionWithLane();
    await send(lane, "drawn.txt", { url: "data:image/png;base64,AAAA" });
    await send(lane, "typed.txt");
    const strangeName = "évil$(touch x) `x` ; 'x'.txt";
    await send(lane, `\u200D${strangeName}`, { url: "https://a.test/$(touch x)" }, strangeName);
    await send(lane, "last.txt", { url: "https://a.test/last" });
    await marked(companion, "last.txt");
    const [, , strange = ""] = (await readdir(path.join(companion.home, "Inbox")))
      .sort((one, other) => one.length - other.length)
      .slice(-3);
    expect(attributesOf(companion, strange)).toEqual({
      "user.xdg.origin.url": "https://a.test/$(touch%20x)",
    });
    expect(attributesOf(companion, "drawn.txt")).toEqual({});
    expect(attributesOf(companion, "typed.txt")).toEqual({});
  });

  it("is received all the same where there is nothing to mark it with, and doctor says so in passing", async () => {
    const { companion, lane } = await companionWithLane(["/usr/bin/env", "PATH=/nowhere"]);
    const bytes = await send(lane, "plain.txt", { url: "https://a.test/plain" });
    lane.socket.close();
    await companion.stop();
    const stored = await readFile(path.join(companion.home, "Inbox/plain.txt"));
    expect(createHash("sha256").update(stored).digest()).toEqual(createHash("sha256").update(bytes).digest());
    expect(attributesOf(companion, "plain.txt")).toEqual({});
    const { objects } = await pagewire(companion.home, ["doctor"]);
    expect(objects).toContainEqual({
      check: "origin",
      ok: true,
      detail: expect.stringContaining("marked"),
      fix: "",
    });
  });

  it("is marked when the companion is stopped right behind it", async () => {
    const { companion, lane } = await companionWithLane();
    await send(lane, "late.txt", { url: "https://a.test/late" });
    await companion.stop();
    expect(attributesOf(companion, "late.txt")).toEqual({ "user.xdg.origin.url": "https://a.test/late" });
  });
});
