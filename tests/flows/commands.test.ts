import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import {
  offerOf,
  openControl,
  openLane,
  pairBy,
  proveFrom,
  sendOver,
  ticketOf,
} from "../support/node-browser.ts";

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

describe("pagewire pair, clients, revoke and token", () => {
  it("pairs by a link once, and lists who is there", async () => {
    const { home, port } = await companion();
    const { objects } = await pagewire(home, ["pair"]);
    expect(objects).toEqual([
      { pairUrl: expect.stringContaining(`http://127.0.0.1:${port}/pair`), expiresInSeconds: 600 },
    ]);
    const pairUrl = String(objects[0]?.pairUrl);
    const browser = await pairBy(pairUrl, "My browser");
    await expect(pairBy(pairUrl)).rejects.toThrow("link_used");
    const listed = { id: browser.clientId, name: "My browser", kind: "browser", addedAt: expect.any(String) };
    expect((await pagewire(home, ["clients"])).objects).toEqual([{ ...listed, connected: false }]);
    const socket = await openControl(port, await ticketOf(browser));
    expect((await pagewire(home, ["clients"])).objects).toEqual([{ ...listed, connected: true }]);
    expect((await pagewire(home, ["status"])).objects).toMatchObject([{ clients: 1 }]);
    socket.disconnect();
  });

  it("spoils a link after three wrong tries", async () => {
    const { pairUrl, port } = await companion();
    const url = new URL(pairUrl);
    const id = url.searchParams.get("link") ?? "";
    for (let count = 0; count < 3; count += 1) {
      const { word } = await proveFrom(port, { mode: "pair", id, key: Buffer.alloc(32) });
      expect(word).toMatchObject({ type: "refuse", code: "wrong_proof" });
    }
    await expect(pairBy(pairUrl)).rejects.toThrow("link_expired");
  });

  it("shows on the link's page whether it is open, used or unknown", async () => {
    const { pairUrl, port } = await companion();
    const page = async (url: string): Promise<string> => await (await fetch(url)).text();
    expect(await page(pairUrl)).toContain('data-link="open"');
    await pairBy(pairUrl);
    expect(await page(pairUrl)).toContain("already used");
    expect(await page(`http://127.0.0.1:${port}/pair?link=${"0".repeat(32)}`)).toContain("npx pagewire pair");
  });

  it("cuts a revoked browser's live sockets within a second and tells it why when it proves again", async () => {
    const { home, port, pairUrl } = await companion();
    const browser = await pairBy(pairUrl);
    const ticket = await ticketOf(browser);
    const lane = await openLane(port, ticket);
    expect((await pagewire(home, ["revoke", browser.clientId])).objects).toEqual([
      { id: browser.clientId, revoked: true },
    ]);
    expect(await lane.closed()).toBe(4401);
    await expect(openLane(port, ticket)).rejects.toThrow("refused");
    await expect(ticketOf(browser)).rejects.toThrow("revoked");
    expect((await pagewire(home, ["revoke", browser.clientId])).status).toBe(1);
    expect((await pagewire(home, ["doctor"])).objects).toContainEqual(
      expect.objectContaining({ check: "paired", ok: false, detail: "0 paired, 0 connected, 1 revoked" }),
    );
  });

  it("gives a script a token that opens the topics it names and no others", async () => {
    const { home, port } = await companion();
    const { objects } = await pagewire(home, ["token", "--name", "ticker", "--topics", "price:*"]);
    const token = String(objects[0]?.token);
    const socket = await openControl(port, token, "");
    const join = (topic: string): Promise<string> =>
      new Promise((resolve) => {
        const channel = socket.channel(topic, {});
        channel
          .join()
          .receive("ok", () => resolve("ok"))
          .receive("error", ({ reason }: { reason: string }) => {
            channel.leave();
            resolve(reason);
          });
      });
    expect(await join("price:DEMO")).toBe("ok");
    expect(await join("inbox")).toBe("unauthorized");
    expect(await join("companion")).toBe("unauthorized");
    socket.disconnect();
    expect((await readFile(path.join(home, ".state/keys.json"), "utf8")).includes(token)).toBe(false);
    expect((await pagewire(home, ["clients"])).objects).toMatchObject([{ name: "ticker", kind: "script" }]);
  });
});

describe("pagewire prices", () => {
  it("prints a tick of the simulated market, which says that it is one", async () => {
    const { home } = await companion();
    const { objects, status } = await pagewire(home, ["prices", "DEMO"]);
    expect(status).toBe(0);
    expect(objects).toEqual([
      {
        symbol: "DEMO",
        price: expect.stringMatching(/^\d+\.\d+$/),
        time: expect.any(Number),
        venue: "demo",
        simulated: true,
      },
    ]);
  });

  it("ends quietly when its reader has seen enough", async () => {
    const { home } = await companion();
    const command = path.resolve(import.meta.dirname, "../../companion/main.ts");
    const child = spawn(process.execPath, [command, "prices", "DEMO", "--follow", "--home", home], {
      stdio: "pipe",
    });
    opened.push(async () => void child.kill());
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    await once(child.stdout, "data");
    child.stdout.destroy();
    const [status] = await once(child, "exit");
    expect(status).toBe(0);
    expect(said).not.toContain("    at ");
  });

  it("refuses a symbol that is none with one sentence", async () => {
    const { home } = await companion();
    const { status, stderr } = await pagewire(home, ["prices", "bitcoin!"]);
    expect(status).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("pagewire inbox --follow", () => {
  /** What the command lists, and how many databases it has opened. */
  function follow(home: string): { readonly names: () => string[]; readonly openings: () => number } {
    const root = path.resolve(import.meta.dirname, "../..");
    const counting = ["--import", path.join(root, "tests", "fixtures", "database-openings.mjs")];
    const command = [path.join(root, "companion", "main.ts"), "inbox", "--follow", "--json", "--home", home];
    const child = spawn(process.execPath, [...counting, ...command], { stdio: "pipe" });
    opened.push(async () => void child.kill());
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].on("data", (chunk: Buffer) => {
        said[stream] += chunk.toString();
      });
    }
    const lines = (): string[] => said.stdout.split("\n").slice(0, -1);
    return {
      names: () => lines().map((line) => String((JSON.parse(line) as { name?: unknown }).name)),
      openings: () => said.stderr.split("A database was opened.").length - 1,
    };
  }

  async function send({ port, home }: CompanionProcess, ...names: string[]): Promise<void> {
    const [{ pairUrl } = {}] = (await pagewire(home, ["pair"])).objects;
    const lane = await openLane(port, await ticketOf(await pairBy(String(pairUrl))));
    for (const name of names) await sendOver(lane, offerOf(Buffer.from(name), { name }), Buffer.from(name));
  }

  it("goes on with each new file, oldest first, over one connection to the index", async () => {
    const running = await companion();
    await send(running, "one.txt");
    const { names, openings } = follow(running.home);
    await eventually("the first", () => names().includes("one.txt"));
    await send(running, "two.txt");
    await eventually("the second", () => names().includes("two.txt"));
    await send(running, "three.txt");
    await eventually("the third", () => names().includes("three.txt"));
    expect(names()).toEqual(["one.txt", "two.txt", "three.txt"]);
    expect(openings()).toBe(1);
    expect((await pagewire(running.home, ["inbox", "--limit", "1"])).objects).toMatchObject([
      { name: "three.txt" },
    ]);
  });

  it("waits for an index that is not there yet, and goes on with one that takes its place", async () => {
    const home = await emptyHome();
    const { names, openings } = follow(home);
    const first = await openCompanion({ home });
    opened.push(() => first.close());
    await send(first, "one.txt");
    await eventually("the first", () => names().includes("one.txt"));
    await first.stop();
    for (const end of ["", "-wal", "-shm"])
      await rm(path.join(home, ".state", `index.sqlite${end}`), { force: true });
    await first.restart();
    await send(first, "two.txt", "three.txt");
    // The new index counts from 1 again: what has a number that was shown already is not shown.
    await eventually("the third", () => names().includes("three.txt"));
    expect(names()).toEqual(["one.txt", "three.txt"]);
    expect(openings()).toBe(2);
  });
});

describe("the commands without a companion", () => {
  it.each([
    ["stop"],
    ["clients"],
    ["pair"],
    ["revoke", "x"],
    ["token", "--name", "x"],
    ["prices"],
    ["send", "-"],
  ])("%s exits with 3 and says how to start one", async (...words) => {
    const home = await emptyHome();
    const { status, stderr, stdout } = await pagewire(home, words, "x");
    expect(status).toBe(3);
    expect(stderr).toBe(`Pagewire is not running: start it with \`npx pagewire start --home ${home}\`.\n`);
    expect(stdout).toBe("");
  });

  it("inbox works without one", async () => {
    expect((await pagewire(await emptyHome(), ["inbox"])).status).toBe(0);
  });

  it("doctor works without one, and says that it does not run", async () => {
    const home = await emptyHome();
    const { status, objects } = await pagewire(home, ["doctor"]);
    expect(status).toBe(1);
    expect(objects).toContainEqual(expect.objectContaining({ check: "home", ok: true }));
    expect(objects).toContainEqual({
      check: "companion",
      ok: false,
      detail: expect.stringContaining("not running"),
      fix: `Run \`npx pagewire start --home ${home}\`.`,
    });
  });

  it.each([[["frobnicate"]], [["start", "--port", "x"]], [["start", "--port", "70000"]], [["token"]]])(
    "%j is wrong usage and exits with 2",
    async (words) => {
      expect((await pagewire(await emptyHome(), words)).status).toBe(2);
    },
  );
});
