import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function companion(): Promise<CompanionProcess> {
  const running = await openCompanion();
  opened.push(() => running.close());
  return running;
}

async function emptyHome(): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
  opened.push(() => rm(home, { recursive: true, force: true }));
  return home;
}

describe("pagewire start", () => {
  it("says where it listens, and status and stop agree with it", async () => {
    const { home, port, pid } = await companion();
    expect((await pagewire(home, ["status"])).objects).toEqual([
      { running: true, port, pid, version: expect.stringMatching(/^\d+\.\d+\.\d+/), clients: 0 },
    ]);
    expect((await pagewire(home, ["stop"])).status).toBe(0);
    const after = await pagewire(home, ["status"]);
    expect(after.objects).toMatchObject([{ running: false }]);
    expect(after.status).toBe(3);
  });

  it("makes folders only their owner can look into", async () => {
    const { home } = await companion();
    for (const [name, mode] of [
      [".state", 0o700],
      [".state/keys.json", 0o600],
      [".state/owner-token", 0o600],
      [".state/index.sqlite", 0o600],
      [".state/companion.log", 0o600],
    ] as const) {
      expect((await stat(path.join(home, name))).mode & 0o777, name).toBe(mode);
    }
  });

  it("exits with 3 where one runs already for the same home, whatever the port", async () => {
    const { home } = await companion();
    const second = await pagewire(home, ["start", "--port", "0"]);
    expect(second.status).toBe(3);
    expect(second.stderr).toContain("already running");
    expect(second.stdout).toBe("");
    expect((await pagewire(home, ["status"])).status).toBe(0);
  });

  it("starts again after a crash, with nothing to clear away", async () => {
    const running = await companion();
    await running.kill();
    expect((await pagewire(running.home, ["status"])).objects).toMatchObject([{ running: false }]);
    await running.restart();
    expect((await pagewire(running.home, ["status"])).status).toBe(0);
  });

  it("takes away what a killed companion left, before it makes a token that could go to another's port", async () => {
    const running = await companion();
    const note = path.join(running.home, ".state/running.json");
    await running.kill();
    await writeFile(note, JSON.stringify({ port: 1, pid: 1, version: "1.0.0" }));
    // It starts and fails right behind the lock, with nothing that closes the note.
    await writeFile(path.join(running.home, ".state/keys.json"), "no keys");
    expect((await pagewire(running.home, ["start", "--port", "0"])).status).toBe(1);
    await expect(stat(note)).rejects.toThrow("ENOENT");
  });

  it("writes its note again where somebody has damaged it", async () => {
    const { home } = await companion();
    // The companion may be faster than the command: then it is damaged anew.
    const stderr = await eventually("the sentence", async () => {
      await writeFile(path.join(home, ".state/running.json"), "garbage");
      return (await pagewire(home, ["status"])).stderr || undefined;
    });
    expect(stderr).toContain("try again in a few seconds");
    await eventually("the note", async () => (await pagewire(home, ["status"])).status === 0);
  });

  it.each([
    [
      "a digest that is none",
      '{"companionId":"00112233445566778899aabbccddeeff","clients":[{"kind":"script","id":"00112233445566778899aabbccddeeff","name":"x","tokenSha256":"zz","addedAt":1}]}',
    ],
    ["no identity", '{"companionId":"x","clients":[]}'],
    ["no JSON", "{"],
  ])("says what to do about a key file with %s, and does not start with it", async (_, text) => {
    const running = await companion();
    await running.stop();
    await writeFile(path.join(running.home, ".state/keys.json"), text);
    const { status, stderr } = await pagewire(running.home, ["start", "--port", "0"]);
    expect(status).toBe(1);
    expect(stderr).toContain("pair each browser again");
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("says which port is taken and what to do", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    opened.push(async () => void other.close());
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { status, stderr } = await pagewire(await emptyHome(), ["start", "--port", String(port)]);
    expect(status).toBe(1);
    expect(stderr).toBe(`Port ${port} is taken by another program: end it, or choose another with --port.\n`);
  });

  it.each([
    ["a file in place of the home folder", "", "a file is in the way"],
    ["a file in place of the inbox", "Inbox", "a file is in the way"],
  ])("says what to do about %s", async (_, name, words) => {
    const home = path.join(await emptyHome(), "home");
    if (name === "") await writeFile(home, "");
    else {
      await (await import("node:fs/promises")).mkdir(home);
      await writeFile(path.join(home, name), "");
    }
    const { status, stderr } = await pagewire(home, ["start", "--port", "0"]);
    expect(status).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it.each([
    ["no JSON", "{", "is not JSON"],
    ["an unknown setting", '{"maxFilebytes":1}', '"maxFilebytes" is wrong'],
    ["a wrong type", '{"maxFileBytes":"1"}', '"maxFileBytes" is wrong'],
    ["a command for a shell", '{"onReceived":"rm -rf"}', "not one text: no shell reads it"],
    ["a command without a program", '{"onReceived":[]}', "must begin with the name of a program"],
    [
      "a type that is none",
      '{"acceptedTypes":["image/*","png"]}',
      '"acceptedTypes.1" is wrong: must be a media type',
    ],
    [
      "a rule that leads out of the inbox",
      '{"naming":{"template":"../{name}"}}',
      `"naming.template" is wrong: A name can't begin with a dot: take the dot out.\n`,
    ],
    [
      "a rule of unknown fields",
      '{"naming":{"template":"{nmae}"}}',
      "nmae is no field: use one of date, time",
    ],
    ["a rule that is none", '{"naming":{"template":7}}', '"naming.template" is wrong: must be a text'],
    ["unknown sidecars", '{"sidecars":["pdf"]}', '"sidecars.0" is wrong: must be a list of ["json","xmp"]'],
    ["sidecars twice", '{"sidecars":["xmp","xmp"]}', '"sidecars" is wrong: must be a list of'],
    ["no types at all", '{"acceptedTypes":[]}', '"acceptedTypes" is wrong: must name a type at least'],
    [
      "a venue's address that is none",
      '{"prices":{"venues":{"coinbase":{"url":"ftp://x"}}}}',
      "prices.venues.coinbase.url",
    ],
  ])("names what is wrong in config.json in one line: %s", async (_, text, words) => {
    const home = await emptyHome();
    await writeFile(path.join(home, "config.json"), text);
    const { status, stderr } = await pagewire(home, ["start", "--port", "0"]);
    expect(status).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("refuses a file that is larger than config.json allows, before its first byte", async () => {
    const home = await emptyHome();
    await writeFile(path.join(home, "config.json"), '{"maxFileBytes":10}');
    const running = await openCompanion({ home });
    opened.push(() => running.close());
    const lane = await openLane(running.port, await ticketOf(await pairBy(running.pairUrl)));
    const { last } = await sendOver(lane, offerOf(Buffer.alloc(11)), Buffer.alloc(11));
    expect(last).toMatchObject({
      type: "refuse",
      code: "too_large",
      message: expect.stringContaining("maxFileBytes"),
    });
  });
});
