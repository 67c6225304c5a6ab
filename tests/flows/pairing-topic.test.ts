import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CompanionOwner, openOwner } from "../support/companion-owner.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
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
): Promise<unknown> {
  const socket = await openControl(companion.port, bearer, origin);
  const channel = socket.channel(topic, {});
  const answered = (push: ReturnType<typeof channel.join>): Promise<unknown> =>
    new Promise((resolve) => {
      for (const status of ["ok", "error", "timeout"] as const)
        push.receive(status, (response: unknown) => resolve({ status, response }));
    });
  const joined = await answered(channel.join());
  const last = event === undefined ? joined : await answered(channel.push(event, {}));
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
