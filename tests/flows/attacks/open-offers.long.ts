import { readdir } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openAttackedCompanion } from "../../support/attacked-companion.ts";
import { eventually } from "../../support/eventually.ts";
import { Listening, offerOf } from "../../support/node-browser.ts";

const OFFERS = 10_000;
const LANES = 20;

describe("ten thousand open offers", () => {
  it("over many lanes that are dropped and opened again: no part stays, and the paired browser is undisturbed", async () => {
    const attacked = await openAttackedCompanion();
    try {
      const protocols = ["pagewire.lane.v1", `pagewire.bearer.${attacked.token}`];
      for (let made = 0; made < OFFERS; made += LANES) {
        const lanes = Array.from(
          { length: LANES },
          () => new Listening(`ws://127.0.0.1:${attacked.port}/raw`, protocols, {}),
        );
        await Promise.all(lanes.map((lane) => lane.opened()));
        for (const { socket } of lanes)
          socket.send(JSON.stringify({ ...offerOf(Buffer.alloc(0)), bytes: 10_000_000 }));
        const heard = await Promise.all(lanes.map((lane) => lane.next()));
        for (const word of heard) expect(String(word)).toMatch(/"want"|"busy"/);
        for (const { socket } of lanes) socket.terminate();
      }
      const staging = path.join(attacked.process.home, ".state/staging");
      await eventually("no part is left", async () => (await readdir(staging)).length === 0);
      await attacked.unharmed();
    } finally {
      await attacked.close();
    }
  });
});
