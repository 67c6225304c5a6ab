import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type CompanionOwner, openOwner } from "../support/companion-owner.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { type NodeBrowser, openControl, pairBy, ticketOf } from "../support/node-browser.ts";

let companion: CompanionProcess;
let owner: CompanionOwner;
let browser: NodeBrowser;
beforeAll(async () => {
  companion = await openCompanion();
  owner = await openOwner(companion);
});
afterAll(async () => {
  owner?.close();
  await companion?.close();
});
beforeEach(async () => {
  browser = await pairBy(await owner.pair(), "Chromium on Linux");
});

/** Asks one thing of a topic; the reply's status and response. */
async function ask(
  bearer: string,
  origin: string | undefined,
  topic: string,
  event?: string,
  payload: object = {},
): Promise<unknown> {
  const socket = await openControl(companion.port, bearer, origin);
  const channel = socket.channel(topic, {});
  const answered = (push: ReturnType<typeof channel.join>): Promise<unknown> =>
    new Promise((resolve) => {
      for (const status of ["ok", "error", "timeout"] as const)
        push.receive(status, (response: unknown) => resolve({ status, response }));
    });
  const joined = await answered(channel.join());
  const last = event === undefined ? joined : await answered(channel.push(event, payload));
  socket.disconnect();
  return last;
}

const ids = async (): Promise<string[]> => (await owner.clients()).map(({ id }) => id);

describe("the topic pairing", () => {
  it("tells a browser who it is there, as `pagewire clients` lists it", async () => {
    const listed = (await pagewire(companion.home, ["clients"])).objects.find(
      ({ id }) => id === browser.clientId,
    );
    expect(await ask(await ticketOf(browser), undefined, "pairing")).toEqual({
      status: "ok",
      response: {
        id: browser.clientId,
        name: listed?.name,
        addedAt: listed?.addedAt,
        companionVersion: expect.stringMatching(/^\d/),
        // For sentences in its pages: its user may be in any folder.
        commands: { folder: path.resolve(import.meta.dirname, "../.."), home: companion.home },
      },
    });
  });

  it("lists all who are paired, by what they are called, and tells a browser which it is", async () => {
    const told = await ask(await ticketOf(browser), undefined, "pairing", "list");
    const listed = (await owner.clients()).map(({ id, name, kind }) => ({
      name,
      kind,
      // The others may still be on their way out.
      connected: id === browser.clientId ? true : expect.any(Boolean),
      own: id === browser.clientId,
    }));
    expect(listed.length).toBeGreaterThan(1);
    expect(told).toEqual({ status: "ok", response: { clients: listed } });
  });

  it("says when those who are away were last there, where that is asked for", async () => {
    const other = await pairBy(await owner.pair(), "Away");
    const socket = await openControl(companion.port, await ticketOf(other));
    socket.disconnect();
    const told = await eventually("it is away", async () => {
      const reply = await ask(await ticketOf(browser), undefined, "pairing", "list", { lastSeen: true });
      return /"Away","kind":"browser","connected":false,"own":false,"lastSeenAt":"([^"]+)"/.exec(
        JSON.stringify(reply),
      );
    });
    expect(Date.parse(String(told[1]))).toBeGreaterThan(0);
  });

  it("calls a browser as its user wants, with a number where that is taken, at once and after a restart", async () => {
    const other = await pairBy(await owner.pair(), "Other");
    const ticket = await ticketOf(browser);
    const rename = (name: unknown) => ask(ticket, undefined, "pairing", "rename", { name });
    expect(await rename("  Läptop  ")).toEqual({ status: "ok", response: { name: "Läptop" } });
    expect(await rename("Läptop")).toEqual({ status: "ok", response: { name: "Läptop" } });
    expect(await ask(ticket, undefined, "pairing")).toMatchObject({ response: { name: "Läptop" } });
    expect(await rename("Other")).toEqual({ status: "ok", response: { name: "Other (2)" } });
    for (const wrong of ["", "   ", "ä".repeat(51), 7, null])
      expect(await rename(wrong)).toMatchObject({ status: "error", response: { reason: "field_wrong" } });
    owner.close();
    await companion.stop();
    await companion.restart();
    owner = await openOwner(companion);
    const names = new Map((await owner.clients()).map(({ id, name }) => [id, name]));
    expect(names.get(browser.clientId)).toBe("Other (2)");
    expect(names.get(other.clientId)).toBe("Other");
  });

  it("has the golden bytes of the wire's page", async () => {
    const page = await readFile(path.join(import.meta.dirname, "../../shared/protocol/README.md"), "utf8");
    const [, said = "", heard = ""] =
      /says `(\["1","\d+","pairing".*?\}\])` and hears `(\[.*?\}\])`/.exec(page) ?? [];
    const socket = await openControl(companion.port, await ticketOf(browser));
    const wire: unknown = Reflect.get(socket, "conn");
    if (!(wire instanceof WebSocket)) throw new Error("The socket has no connection.");
    const answers: unknown[] = [];
    wire.on("message", (data) => answers.push(String(data)));
    wire.send('["1","1","pairing","phx_join",{}]');
    wire.send(said);
    await eventually("the answer", () => answers.length === 2);
    expect(answers[1]).toBe(heard);
    socket.disconnect();
  });

  it("ends the trust of the browser that leaves, at once and for good, and of no other", async () => {
    const other = await pairBy(await owner.pair());
    const ticket = await ticketOf(browser);
    expect(await ask(ticket, undefined, "pairing", "leave")).toEqual({ status: "ok", response: {} });
    expect(await ids()).not.toContain(browser.clientId);
    expect(await ids()).toContain(other.clientId);
    await expect(openControl(companion.port, ticket)).rejects.toThrow("refused");
    await expect(ticketOf(browser)).rejects.toThrow("revoked");
    expect(await ticketOf(other)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("cuts every socket of the browser that leaves", async () => {
    const ticket = await ticketOf(browser);
    const second = await openControl(companion.port, ticket);
    const cut = new Promise<number>((resolve) =>
      second.onClose((event) => resolve((event as CloseEvent).code)),
    );
    await ask(ticket, undefined, "pairing", "leave");
    expect(await cut).toBe(4401);
    second.disconnect();
  });

  it("knows nothing else, and nobody else may join it", async () => {
    expect(await ask(await ticketOf(browser), undefined, "pairing", "revoke")).toMatchObject({
      status: "error",
      response: { reason: "unknown_event" },
    });
    expect(await ids()).toContain(browser.clientId);
    const [script] = (await pagewire(companion.home, ["token", "--name", "script"])).objects;
    expect(await ask(String(script?.token), "", "pairing")).toMatchObject({
      status: "error",
      response: { reason: "unauthorized" },
    });
  });
});
