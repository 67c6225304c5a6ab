import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import { pagewire } from "../../support/companion-process.ts";
import { openControl, openLane, pairBy, ticketOf } from "../../support/node-browser.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

/** A folder with something in it can't be replaced by a file: a disk that takes no more, for root too. */
const inTheWay = (): string => path.join(attacked.process.home, ".state/keys.json.next");
const block = (): Promise<unknown> => mkdir(path.join(inTheWay(), "full"), { recursive: true });
const unblock = (): Promise<void> => rm(inTheWay(), { recursive: true });

describe("keys that can't be written", () => {
  it("cut a revoked browser off all the same, say so, and are written when they can be", async () => {
    const { home } = attacked.process;
    const browser = await pairBy((await attacked.newLink()).pairUrl, "To be revoked");
    const ticket = await ticketOf(browser);
    const lane = await openLane(attacked.port, ticket);
    await block();
    const revoked = await pagewire(home, ["revoke", browser.clientId]);
    expect(revoked.status).toBe(1);
    expect(revoked.stderr).toContain("It is cut off now");
    expect(await lane.closed()).toBe(4401);
    await expect(openLane(attacked.port, ticket)).rejects.toThrow("refused");
    await expect(ticketOf(browser)).rejects.toThrow("revoked");
    await unblock();
    expect((await pagewire(home, ["revoke", browser.clientId])).status).toBe(0);
    await attacked.unharmed();
  });

  it("cut a browser off that leaves by itself, and do not tell it that this is remembered", async () => {
    const browser = await pairBy((await attacked.newLink()).pairUrl, "To leave");
    const ticket = await ticketOf(browser);
    const lane = await openLane(attacked.port, ticket);
    const socket = await openControl(attacked.port, ticket);
    const channel = socket.channel("pairing", {});
    await new Promise((resolve) => channel.join().receive("ok", resolve));
    await block();
    const told = new Promise((resolve) => channel.push("leave", {}).receive("ok", () => resolve("ok")));
    expect(await Promise.race([lane.closed(), told])).toBe(4401);
    socket.disconnect();
    await expect(openLane(attacked.port, ticket)).rejects.toThrow("refused");
    await unblock();
    expect((await pagewire(attacked.process.home, ["revoke", browser.clientId])).status).toBe(0);
    await attacked.unharmed();
  });

  it("pair nobody, and leave no ghost behind", async () => {
    const { pairUrl } = await attacked.newLink();
    await block();
    await expect(pairBy(pairUrl, "Ghost")).rejects.toThrow();
    await unblock();
    await attacked.unharmed();
  });
});
