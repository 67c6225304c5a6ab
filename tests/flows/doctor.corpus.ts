import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire, spoken } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { pairBy } from "../support/node-browser.ts";
import { openRogueCompanion } from "../support/rogue-companion.ts";

/** What sockets of this computer may hold of an answer that is read no further. */
const MOST_ON_ITS_WAY_BYTES = 16 * 1024 * 1024;

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function companion(home?: string): Promise<CompanionProcess> {
  const running = await openCompanion(home === undefined ? {} : { home });
  opened.push(() => running.close());
  return running;
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "pagewire-doctor-"));
  opened.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What doctor says of one thing. */
async function finding(home: string, check: string): Promise<unknown> {
  const { objects, status } = await pagewire(home, ["doctor"]);
  const found = objects.find((object) => object.check === check);
  if (found?.ok === false) expect(status).toBe(1);
  return found;
}

async function listenOn(port: number): Promise<void> {
  const server: Server = createServer((_request, response) => response.end("hi"));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  opened.push(() => {
    server.closeAllConnections();
    server.close();
  });
}

describe("pagewire doctor", () => {
  it("makes nothing where nothing is", async () => {
    const folder = await emptyFolder();
    const home = path.join(folder, "not", "yet");
    expect(await finding(home, "home")).toMatchObject({
      ok: true,
      detail: expect.stringContaining("not there yet"),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it("tells a companion that is not running from one that is", async () => {
    const { home, port, kill } = await companion();
    expect(await finding(home, "companion")).toMatchObject({ ok: true });
    expect(await finding(home, "port")).toMatchObject({
      ok: true,
      detail: `127.0.0.1:${port} answers as Pagewire`,
    });
    await kill();
    expect(await finding(home, "companion")).toMatchObject({
      ok: false,
      fix: `Run \`npx pagewire start --home ${home}\`.`,
    });
    expect(await finding(home, "port")).toMatchObject({ ok: true, detail: `127.0.0.1:${port} is free` });
  });

  it("tells another program on the port from the Pagewire of another home folder", async () => {
    const { home, port, kill } = await companion();
    await kill();
    await listenOn(port);
    expect(await finding(home, "port")).toMatchObject({
      ok: false,
      detail: expect.stringContaining("another program"),
      fix: expect.stringContaining("End the other program"),
    });
    const other = await companion();
    await writeFile(
      path.join(home, ".state/running.json"),
      JSON.stringify({ port: other.port, pid: other.pid, version: "0" }),
    );
    expect(await finding(home, "port")).toMatchObject({
      ok: false,
      detail: expect.stringContaining("another home folder"),
      fix: expect.stringContaining("--home"),
    });
  });

  it("takes no more than it must of a program on the port whose answer never ends", async () => {
    const { home, port, kill } = await companion();
    await kill();
    const rogue = await openRogueCompanion(port);
    opened.push(() => rogue.close());
    rogue.neverEnd("/health");
    expect(await finding(home, "port")).toMatchObject({
      ok: false,
      detail: expect.stringContaining("another program"),
    });
    // What was on its way in the system's buffers is nobody's memory.
    const [taken] = await eventually(
      "doctor to hang up",
      () => rogue.takenOfEndless.length > 0 && rogue.takenOfEndless,
    );
    expect(taken).toBeLessThan(MOST_ON_ITS_WAY_BYTES);
  });

  it("tells a browser that was never paired from one that was revoked", async () => {
    const { home, pairUrl } = await companion();
    expect(await finding(home, "paired")).toMatchObject({
      ok: false,
      fix: expect.stringContaining("has the extension"),
    });
    const browser = await pairBy(pairUrl);
    expect(await finding(home, "paired")).toMatchObject({ ok: true });
    await pagewire(home, ["revoke", browser.clientId]);
    expect(await finding(home, "paired")).toMatchObject({
      ok: false,
      fix: expect.stringContaining("revoked"),
    });
  });

  it("notices keys that others can read, and the next start makes them private", async () => {
    const running = await companion();
    const keys = path.join(running.home, ".state/keys.json");
    await chmod(keys, 0o644);
    expect(await finding(running.home, "private")).toMatchObject({
      ok: false,
      detail: expect.stringContaining(keys),
    });
    await running.kill();
    await running.restart();
    expect(await finding(running.home, "private")).toMatchObject({ ok: true });
  });

  it("says nothing that is secret", async () => {
    const { home, pairUrl } = await companion();
    const { key } = await pairBy(pairUrl);
    const { stdout, stderr } = await spoken(home, ["doctor"]);
    const token = await readFile(path.join(home, ".state/owner-token"), "utf8");
    for (const secret of [key.toString("hex"), token, new URL(pairUrl).hash.slice(1)]) {
      expect(`${stdout}${stderr}`).not.toContain(secret);
    }
  });
});

describe("the home folder's name", () => {
  it("counts in front of the command as behind it, and so does --json", async () => {
    const { home, port } = await companion();
    const { objects, status } = await pagewire("/nowhere", ["status"], undefined, ["--home", home, "--json"]);
    expect(status).toBe(0);
    expect(objects).toMatchObject([{ running: true, port }]);
  });
});

describe("a port that is taken", () => {
  it("by the Pagewire of another home folder is said to be", async () => {
    const { port } = await companion();
    const { status, stderr } = await pagewire(await emptyFolder(), ["start", "--port", String(port)]);
    expect(status).toBe(1);
    expect(stderr).toContain("another home folder");
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("by another program is said to be", async () => {
    const { port, kill } = await companion();
    await kill();
    await listenOn(port);
    const { status, stderr } = await pagewire(await emptyFolder(), ["start", "--port", String(port)]);
    expect(status).toBe(1);
    expect(stderr).toContain("another program");
  });
});
