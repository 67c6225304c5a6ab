import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import { pagewire } from "../../support/companion-process.ts";
import type { GreedyOptions } from "../../support/greedy-client.ts";
import { GreedyProcess } from "../../support/greedy-process.ts";
import { openLane, ticketOf } from "../../support/node-browser.ts";

/** More than all connections there are. */
const ALL: GreedyOptions = { sockets: 128, polls: 140 };
/** Quiet and loaded in turn, so that what the machine does besides falls on both. */
const ROUNDS = 10;
const PROOFS_A_ROUND = 20;
const COMMANDS_A_ROUND = 3;
/** A proof takes some milliseconds: below this a scheduler's slice on a busy machine is all there is to see. */
const FLOOR_MS = 10;
const MOST_TIMES = 3;

let attacked: AttackedCompanion;
beforeEach(async () => {
  attacked = await openAttackedCompanion();
});
afterEach(() => attacked?.close());

/** How long the paired browser takes to prove itself and open a lane, and the owner to be told who is there. */
interface Times {
  readonly browser: number[];
  readonly owner: number[];
}

async function measure(times: Times): Promise<void> {
  for (let count = 0; count < PROOFS_A_ROUND; count += 1) {
    const began = performance.now();
    const lane = await openLane(attacked.port, await ticketOf(attacked.browser));
    times.browser.push(performance.now() - began);
    lane.socket.close();
    await lane.closed();
  }
  for (let count = 0; count < COMMANDS_A_ROUND; count += 1) {
    const began = performance.now();
    const { status } = await pagewire(attacked.process.home, ["clients"]);
    times.owner.push(performance.now() - began);
    expect(status).toBe(0);
  }
}

const at = (share: number, times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.ceil(share * times.length) - 1] ?? Number.NaN;

describe("256 greedy connections by one token", () => {
  it("slow neither the paired browser nor the owner's commands beyond three times their quiet p99", async () => {
    const { objects } = await pagewire(attacked.process.home, ["token", "--name", "Greedy"]);
    const clients = [{ ...ALL, bearer: String(objects[0]?.token) }];
    const quiet: Times = { browser: [], owner: [] };
    const loaded: Times = { browser: [], owner: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      await measure(quiet);
      const greedy = await GreedyProcess.open({ port: attacked.port, clients });
      await measure(loaded);
      await greedy.close();
    }
    const figures = (["browser", "owner"] as const).map((who) => ({
      who,
      quiet: { p50: at(0.5, quiet[who]), p99: at(0.99, quiet[who]) },
      loaded: { p50: at(0.5, loaded[who]), p99: at(0.99, loaded[who]) },
    }));
    console.log(JSON.stringify(figures));
    for (const { quiet: before, loaded: during } of figures) {
      expect(during.p50).toBeLessThan(MOST_TIMES * Math.max(before.p50, FLOOR_MS));
      expect(during.p99).toBeLessThan(MOST_TIMES * Math.max(before.p99, FLOOR_MS));
    }
  });
});

describe("three clients that come back with all they can, while strangers flood", () => {
  it("lock nobody out: the browser comes back again and again, and each is revoked", async () => {
    const made = await Promise.all(
      ["one", "two", "three"].map((name) => pagewire(attacked.process.home, ["token", "--name", name])),
    );
    const clients = made.map(({ objects }) => ({
      ...ALL,
      comesBack: true,
      bearer: String(objects[0]?.token),
    }));
    const greedy = await GreedyProcess.open({ port: attacked.port, clients, strangers: 20 });
    try {
      for (let count = 0; count < 30; count += 1) {
        const lane = await openLane(attacked.port, await ticketOf(attacked.browser));
        lane.socket.close();
        await lane.closed();
      }
      for (const { objects } of made)
        expect((await pagewire(attacked.process.home, ["revoke", String(objects[0]?.id)])).status).toBe(0);
    } finally {
      await greedy.close();
    }
    await attacked.rememberClients();
    await attacked.unharmed();
  });
});
