import { execFileSync } from "node:child_process";
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import { openCompanion, pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { offerOf, openLane, sendOver } from "../../support/node-browser.ts";
import { noise } from "../../support/pseudo-random.ts";

let attacked: AttackedCompanion;
let outside: string;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
  outside = await mkdtemp(path.join(tmpdir(), "pagewire-outside-"));
  await writeFile(path.join(outside, "victim"), "the victim's own words");
});
afterAll(async () => {
  await attacked?.close();
  await rm(outside, { recursive: true, force: true });
});

const inHome = (...parts: string[]): string => path.join(attacked.process.home, ...parts);
const victim = (): string => path.join(outside, "victim");
const victimsWords = (): Promise<string> => readFile(victim(), "utf8");

/** What can be put where a file is expected. */
const PLANTED: readonly (readonly [string, (place: string) => Promise<unknown>])[] = [
  ["a link to a file", (place) => symlink(victim(), place)],
  ["a link to a file that is not there", (place) => symlink(path.join(outside, "not-there"), place)],
  ["a link to a folder", (place) => symlink(outside, place)],
  ["a link to itself", (place) => symlink(place, place)],
  ["a link to a device", (place) => symlink("/dev/zero", place)],
  ["a pipe", async (place) => execFileSync("mkfifo", [place])],
  ["a folder", (place) => mkdir(place)],
  ["another name of a file", (place) => link(victim(), place)],
];

/** Sends a file on a lane of its own; returns the companion's last word. */
async function send(offer: ReturnType<typeof offerOf>, bytes: Buffer) {
  const lane = await openLane(attacked.port, attacked.ticket);
  const { last } = await sendOver(lane, offer, bytes);
  lane.socket.close();
  await lane.closed();
  return last;
}

async function sendNamed(name: string): Promise<{ said: unknown; bytes: Buffer }> {
  const bytes = noise(64);
  return { said: await send(offerOf(bytes, { name }), bytes), bytes };
}

/** Where the bytes of an offer are staged. */
const partOf = ({ id }: ReturnType<typeof offerOf>): string =>
  inHome(".state/staging", `${attacked.browser.clientId}-${id}.part`);

describe("something planted in the inbox under the name of the next file", () => {
  it.each(PLANTED)("is left as it is, and the file gets another name: %s", async (what, plant) => {
    const name = `${what.replaceAll(" ", "-")}.bin`;
    await plant(inHome("Inbox", name));
    const before = await lstat(inHome("Inbox", name));
    const { said, bytes } = await sendNamed(name);
    const free = name.replace(".bin", " (2).bin");
    expect(said).toMatchObject({ type: "done", name: free });
    expect(await readFile(inHome("Inbox", free))).toEqual(bytes);
    const stats = await stat(inHome("Inbox", free));
    expect(stats.mode & 0o777).toBe(0o600);
    expect((await lstat(inHome("Inbox", name))).ino).toBe(before.ino);
    expect(await victimsWords()).toBe("the victim's own words");
    expect(await readdir(outside)).toEqual(["victim"]);
    await rm(inHome("Inbox", name), { recursive: true });
    await attacked.rememberFolders();
    await attacked.unharmed(JSON.stringify(said));
  });
});

describe("something planted in staging under the name of the next part", () => {
  it.each(
    PLANTED.filter(([what]) => what !== "a folder").flatMap(([what, plant]) =>
      [64, 5 * 2 ** 20].map((bytes) => [what, bytes, plant] as const),
    ),
  )("is not written into, the file takes its place: %s, %i bytes", async (what, length, plant) => {
    const bytes = noise(length);
    const offer = offerOf(bytes, { name: `instead-of-${what.replaceAll(" ", "-")}-${length}.bin` });
    const part = partOf(offer);
    await plant(part);
    const last = await send(offer, bytes);
    expect(last).toMatchObject({ type: "done" });
    const received = inHome("Inbox", String(Reflect.get(last ?? {}, "name")));
    expect((await readFile(received)).equals(bytes)).toBe(true);
    expect((await lstat(received)).nlink).toBe(1);
    expect(await victimsWords()).toBe("the victim's own words");
    expect(await readdir(outside)).toEqual(["victim"]);
    await attacked.rememberFolders();
    await attacked.unharmed(JSON.stringify(last));
  });

  it.each(PLANTED.filter(([what]) => what === "a folder"))(
    "is left alone, and no file comes of it: %s",
    async (_, plant) => {
      const bytes = noise(64);
      const offer = offerOf(bytes);
      const part = partOf(offer);
      await plant(part);
      const last = await send(offer, bytes);
      expect(last).toMatchObject({ type: "refuse", code: "disk_failed" });
      expect(await victimsWords()).toBe("the victim's own words");
      expect(await readdir(outside)).toEqual(["victim"]);
      await rm(part, { recursive: true, force: true });
      await attacked.unharmed(JSON.stringify(last));
    },
  );

  it("does not lend its mode to the file: a part that anybody may run", async () => {
    const bytes = noise(64);
    const offer = offerOf(bytes, { name: "runnable.bin" });
    const part = partOf(offer);
    await writeFile(part, "#!/bin/sh\n", { mode: 0o777 });
    await chmod(part, 0o4777);
    await send(offer, bytes);
    expect((await stat(inHome("Inbox/runnable.bin"))).mode & 0o7777).toBe(0o600);
    expect(await readFile(inHome("Inbox/runnable.bin"))).toEqual(bytes);
    await attacked.rememberFolders();
    await attacked.unharmed();
  });
});

describe("something planted in the outbox folder", () => {
  it("is not sent unless it is a file: links, pipes and folders stay where they are", async () => {
    for (const [what, plant] of PLANTED.filter(([name]) => name !== "another name of a file"))
      await plant(inHome("Outbox", what));
    await writeFile(inHome("Outbox", "honest.txt"), "sent");
    const log = (): Promise<string> => readFile(inHome(".state/companion.log"), "utf8");
    await eventually("the honest file is queued", async () => (await log()).includes("honest.txt"));
    const copies = await readdir(inHome(".state/outgoing"));
    for (const copy of copies)
      expect(await readFile(inHome(".state/outgoing", copy), "utf8")).not.toContain("victim");
    expect(copies).toHaveLength(2);
    for (const name of await readdir(inHome("Outbox"))) await rm(inHome("Outbox", name), { recursive: true });
    await attacked.rememberFolders();
    await attacked.unharmed();
  });
});

describe("something planted in place of a copy that waits", () => {
  it.each(PLANTED)("is not sent: %s", async (_, plant) => {
    const { objects } = await pagewire(attacked.process.home, ["send", "-"], "to be replaced");
    const id = String(objects[0]?.id);
    const copy = inHome(".state/outgoing", id);
    await rm(copy);
    await plant(copy);
    const lane = await openLane(attacked.port, attacked.ticket);
    lane.socket.send(JSON.stringify({ type: "ask", id }));
    const heard: string[] = [];
    for (let word = String(await lane.next()); ; word = String(await lane.next())) {
      heard.push(word);
      if (!word.includes('"offer"')) break;
      lane.socket.send('{"type":"want","offset":0}');
    }
    expect(heard.join()).toMatch(/"source_gone"|"source_changed"/);
    expect(heard.join()).not.toContain("victim's");
    lane.socket.terminate();
    await rm(copy, { recursive: true, force: true });
    await attacked.rememberFolders();
    await attacked.unharmed(...heard);
  });
});

describe("the home folder's own files", () => {
  it("are for their owner alone, and so is what is received", async () => {
    const modes = Object.fromEntries(
      await Promise.all(
        [
          ".state",
          ".state/staging",
          ".state/outgoing",
          ".state/keys.json",
          ".state/owner-token",
          ".state/companion.log",
          "Inbox/kept.txt",
        ].map(async (name) => [name, (await stat(inHome(name))).mode & 0o777] as const),
      ),
    );
    expect(modes).toEqual({
      ".state": 0o700,
      ".state/staging": 0o700,
      ".state/outgoing": 0o700,
      ".state/keys.json": 0o600,
      ".state/owner-token": 0o600,
      ".state/companion.log": 0o600,
      "Inbox/kept.txt": 0o600,
    });
  });

  it.each([
    [".state", (place: string) => symlink(outside, place)],
    [".state", (place: string) => writeFile(place, "")],
    ["Inbox", (place: string) => writeFile(place, "")],
    ["Outbox", (place: string) => symlink(path.join(outside, "victim"), place)],
  ])("are not begun where %s is something else", async (name, plant) => {
    const home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
    await plant(path.join(home, name));
    const { status, stderr } = await pagewire(home, ["start", "--port", "0"]);
    expect(status).toBe(1);
    expect(stderr).toContain(name);
    expect(await readdir(outside)).toEqual(["victim"]);
    await rm(home, { recursive: true, force: true });
  });

  it.each(["keys.json.next", "owner-token.next", "running.json.next"])(
    "are written beside what is planted under %s, never into it",
    async (name) => {
      const home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
      await mkdir(path.join(home, ".state"));
      await symlink(victim(), path.join(home, ".state", name));
      const companion = await openCompanion({ home });
      expect(await victimsWords()).toBe("the victim's own words");
      expect((await lstat(path.join(home, ".state", name.replace(".next", "")))).isFile()).toBe(true);
      await companion.close();
      await rm(home, { recursive: true, force: true });
    },
  );
});
