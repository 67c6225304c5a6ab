import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { homeAt } from "../../companion/home/home.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { type NodeBrowser, openControl, pairBy, proveFrom, ticketOf } from "../support/node-browser.ts";
import { listenToOutbox } from "../support/node-outbox.ts";

const NAME = "Chromium on Linux";

let companion: CompanionProcess;
beforeEach(async () => {
  companion = await openCompanion();
});
afterEach(() => companion.close());

const run = (...args: string[]) => pagewire(companion.home, args);

/** One more browser, whose user has given it no name of its own. */
async function pair(): Promise<NodeBrowser> {
  const { objects } = await run("pair");
  return await pairBy(String(objects[0]?.pairUrl), NAME);
}

/** It comes once and is gone again. */
async function visit(browser: NodeBrowser): Promise<void> {
  const socket = await openControl(browser.port, await ticketOf(browser));
  socket.disconnect();
  await eventually("it is away", async () => {
    const { objects } = await run("clients");
    return objects.find(({ id }) => id === browser.clientId)?.connected === false;
  });
}

async function file(): Promise<string> {
  const name = path.join(companion.home, "a.txt");
  await writeFile(name, "some text");
  return name;
}

describe("a browser that was paired anew under the same name", () => {
  it("gets what is sent to that name while it alone is connected, and the command says so", async () => {
    const [gone, back] = [await pair(), await pair()];
    await visit(gone);
    const { waiting } = await listenToOutbox(back);
    const { status, objects, stderr } = await run("send", "--to", NAME, await file());
    expect(status).toBe(0);
    expect(objects).toMatchObject([{ state: "queued", client: back.clientId }]);
    expect(stderr).toContain(`${NAME} is not connected (last seen `);
    expect(stderr).toContain(`${NAME} (2), which is, gets it`);
    await eventually("it hears of the file", () => waiting.length === 1);
    // An id is that one and no other, whoever is there.
    const exact = await run("send", "--to", gone.clientId.slice(0, 12), await file());
    expect(exact.objects).toMatchObject([{ client: gone.clientId }]);
    expect(exact.stderr).toContain("waits until it is");
  });

  it("is named where neither is connected, and the one before it can be merged into it", async () => {
    const [gone, back] = [await pair(), await pair()];
    await visit(gone);
    await visit(back);
    const { objects, stderr } = await run("send", "--to", NAME, await file());
    expect(objects).toMatchObject([{ client: gone.clientId }]);
    const merge = /revoke ([0-9a-f]+) --into ([0-9a-f]+)/.exec(stderr) ?? [];
    expect(merge.slice(1)).toEqual([gone, back].map(({ clientId }) => clientId.slice(0, 8)));
    const merged = await run("revoke", String(merge[1]), "--into", String(merge[2]));
    expect(merged.objects).toEqual([{ id: gone.clientId, revoked: true }]);
    const { waiting } = await listenToOutbox(back);
    await eventually("the file waits for it", () => waiting.length === 1);
    expect((await run("clients")).objects).toMatchObject([{ id: back.clientId, name: NAME }]);
  });

  it("leaves the name to the first while that is connected", async () => {
    const [first, second] = [await pair(), await pair()];
    await listenToOutbox(first);
    await listenToOutbox(second);
    const { objects, stderr } = await run("send", "--to", NAME, await file());
    expect(objects).toMatchObject([{ client: first.clientId }]);
    expect(stderr).not.toContain("not connected");
  });
});

describe("a browser that has lost its key and says who it was", () => {
  const pairAs = async (was: string): Promise<string> => {
    const { objects } = await run("pair");
    const url = new URL(String(objects[0]?.pairUrl));
    const { word } = await proveFrom(companion.port, {
      mode: "pair",
      id: url.searchParams.get("link") ?? "",
      key: Buffer.from(url.hash.slice(1), "hex"),
      name: NAME,
      features: ["lanes", `was.${was.slice(0, 24)}`],
    });
    if (word.type !== "ticket") throw new Error(JSON.stringify(word));
    return word.clientId;
  };

  it("takes its place: name and waiting files are its own", async () => {
    const gone = await pair();
    await run("send", "--to", gone.clientId, await file());
    const id = await pairAs(gone.clientId);
    expect((await run("clients")).objects).toMatchObject([{ id, name: NAME }]);
    expect((await run("outbox")).objects).toMatchObject([{ client: id }]);
  });

  it("does not take the place of one that is connected", async () => {
    const there = await pair();
    const { socket } = await listenToOutbox(there);
    await pairAs(there.clientId);
    expect((await run("clients")).objects).toHaveLength(2);
    expect(socket.isConnected()).toBe(true);
  });
});

describe("pagewire clients", () => {
  it("says when one that is away was last there, also after a restart of the companion", async () => {
    const browser = await pair();
    expect((await run("clients")).objects).toEqual([
      expect.not.objectContaining({ lastSeenAt: expect.anything() }),
    ]);
    const before = Date.now();
    await visit(browser);
    const seen = async (): Promise<number> => {
      const { objects } = await run("clients");
      return Date.parse(String(objects[0]?.lastSeenAt));
    };
    expect(await seen()).toBeGreaterThanOrEqual(before);
    await companion.stop();
    await companion.restart();
    expect(await seen()).toBeGreaterThanOrEqual(before);
  });
});

describe("a browser that was not seen for a quarter of a year while another was", () => {
  /** The companion stops, the calendar is turned, and it starts again. */
  const afterLong = async ({ clientId }: NodeBrowser): Promise<void> => {
    await companion.stop();
    const keys = homeAt(companion.home).keys;
    const { clients, ...rest } = JSON.parse(await readFile(keys, "utf8")) as { clients: { id: string }[] };
    const turned = clients.map((client) =>
      client.id === clientId ? { ...client, seenAt: Date.now() - 100 * 86_400_000 } : client,
    );
    await writeFile(keys, JSON.stringify({ ...rest, clients: turned }));
    await companion.restart();
  };

  it("is not trusted any more, and the start says so", async () => {
    const [gone, there] = [await pair(), await pair()];
    await visit(gone);
    await visit(there);
    await afterLong(gone);
    await eventually("it is said", () => companion.said().includes(`${NAME} was last seen `));
    expect(companion.said()).toContain("is not trusted any more: should it come back, pair it again");
    expect((await run("clients")).objects).toMatchObject([{ id: there.clientId }]);
  });

  it("keeps its trust while files wait for it: they are told of, with the way to hand them over", async () => {
    const [gone, there] = [await pair(), await pair()];
    await visit(gone);
    await visit(there);
    await run("send", "--to", gone.clientId, await file());
    await afterLong(gone);
    await eventually("it is said", () => companion.said().includes("Files that still wait for it: 1;"));
    expect((await run("clients")).objects).toMatchObject([
      { id: gone.clientId, waiting: 1 },
      { id: there.clientId },
    ]);
    const words = /revoke ([0-9a-f]+) --into ([0-9a-f]+)/.exec(companion.said()) ?? [];
    await run("revoke", String(words[1]), "--into", String(words[2]));
    expect((await run("outbox")).objects).toMatchObject([{ client: there.clientId }]);
  });
});

describe("a part of a name or an id", () => {
  it("is enough for --to and revoke where it fits one alone", async () => {
    await pair();
    const other = await pairBy(String((await run("pair")).objects[0]?.pairUrl), "Firefox at home");
    expect((await run("send", "--to", "at HOME", await file())).objects).toMatchObject([
      { client: other.clientId },
    ]);
    const several = await run("send", "--to", "o", await file());
    expect(several.status).toBe(1);
    expect(several.stderr).toContain("More than one paired browser");
    expect((await run("revoke", "o")).status).toBe(1);
    const revoked = await run("revoke", "firefox");
    expect(revoked.objects).toEqual([{ id: other.clientId, revoked: true }]);
    expect(revoked.stderr).toContain("Firefox at home is not trusted any more.");
    expect((await run("revoke", "firefox")).status).toBe(1);
  });

  it("is no empty one", async () => {
    await pair();
    expect((await run("revoke", "")).status).toBe(1);
    expect((await run("clients")).objects).toHaveLength(1);
  });
});
