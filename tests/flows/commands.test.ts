import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
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

  it("writes its note again where somebody has damaged it", async () => {
    const { home } = await companion();
    await writeFile(path.join(home, ".state/running.json"), "garbage");
    const { stderr } = await pagewire(home, ["status"]);
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
    ["a file in place of the home folder", "", "a file stands in the way"],
    ["a file in place of the inbox", "Inbox", "a file stands in the way"],
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
  it("goes on with each new file, oldest first", async () => {
    const { home, port, pairUrl } = await companion();
    const lane = await openLane(port, await ticketOf(await pairBy(pairUrl)));
    const send = (name: string): Promise<unknown> =>
      sendOver(lane, offerOf(Buffer.from(name), { name }), Buffer.from(name));
    await send("one.txt");
    const command = path.resolve(import.meta.dirname, "../../companion/main.ts");
    const child = spawn(process.execPath, [command, "inbox", "--follow", "--json", "--home", home], {
      stdio: "pipe",
    });
    opened.push(async () => void child.kill());
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    await eventually("the first", () => out.includes("one.txt"));
    await send("two.txt");
    await eventually("the second", () => out.includes("two.txt"));
    const names = out
      .trim()
      .split("\n")
      .map((line): { name: string } => JSON.parse(line));
    expect(names.map(({ name }) => name)).toEqual(["one.txt", "two.txt"]);
    expect((await pagewire(home, ["inbox", "--limit", "1"])).objects).toMatchObject([{ name: "two.txt" }]);
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
    const { status, stderr, stdout } = await pagewire(await emptyHome(), words, "x");
    expect(status).toBe(3);
    expect(stderr).toBe("Pagewire is not running: start it with `npx pagewire start`.\n");
    expect(stdout).toBe("");
  });

  it("inbox works without one", async () => {
    expect((await pagewire(await emptyHome(), ["inbox"])).status).toBe(0);
  });

  it("doctor works without one, and says that it does not run", async () => {
    const { status, objects } = await pagewire(await emptyHome(), ["doctor"]);
    expect(status).toBe(1);
    expect(objects).toContainEqual(expect.objectContaining({ check: "home", ok: true }));
    expect(objects).toContainEqual({
      check: "companion",
      ok: false,
      detail: expect.stringContaining("not running"),
      fix: "Run `npx pagewire start`.",
    });
  });

  it.each([[["frobnicate"]], [["start", "--port", "x"]], [["start", "--port", "70000"]], [["token"]]])(
    "%j is wrong usage and exits with 2",
    async (words) => {
      expect((await pagewire(await emptyHome(), words)).status).toBe(2);
    },
  );
});
