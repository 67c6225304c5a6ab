import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { OutgoingParcel } from "../../shared/transfer/parcel-sender.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { type Listening, openLane, pairBy, ticketOf } from "../support/node-browser.ts";
import { frameOf, parcelOf, sendParcelsOver } from "../support/parcel-lane.ts";
import { pseudoRandomBuffer } from "../support/pseudo-random.ts";

const ROUNDS = 4;
const PARCELS = 48;

let companion: CompanionProcess | undefined;
afterEach(() => companion?.close());

/** The ids of which a receipt came, until so many had one; then nobody listens any more. */
async function receiptsOf(lane: Listening, until: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < until) {
    const word = JSON.parse(String(await lane.next()));
    if (word.type !== "receipts") continue;
    for (const { type, id } of word.of) {
      expect(["done", "have"]).toContain(type);
      ids.push(id);
    }
  }
  return ids;
}

describe("a companion that is killed while parcels come", () => {
  it("has kept each that had its receipt, and keeps each once when all are sent again", async () => {
    companion = await openCompanion();
    const browser = await pairBy(companion.pairUrl);
    const { home } = companion;
    const inbox = path.join(home, "Inbox");
    const all: OutgoingParcel[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const parcels = Array.from({ length: PARCELS }, (_, number) =>
        parcelOf(pseudoRandomBuffer(2_000 + number, `${round} ${number}`), {
          name: `${round}-${number}.bin`,
        }),
      );
      all.push(...parcels);
      const ticket = await ticketOf(browser);
      const lanes = [await openLane(companion.port, ticket), await openLane(companion.port, ticket)];
      for (const [index, parcel] of parcels.entries()) lanes[index % 2]?.socket.send(frameOf(parcel));
      // The moment is another one in each round: after no receipt, after some, after nearly all.
      const until = Math.floor((round * PARCELS) / (2 * ROUNDS));
      const heard = (await Promise.all(lanes.map((lane) => receiptsOf(lane, until)))).flat();
      await companion.kill();
      const before = new Set(await readdir(inbox));
      for (const { head, bytes } of parcels.filter((parcel) => heard.includes(parcel.head.id))) {
        expect(before).toContain(head.name);
        expect((await readFile(path.join(inbox, head.name))).equals(bytes)).toBe(true);
      }
      await companion.restart();
      const lane = await openLane(companion.port, await ticketOf(browser));
      const { outcomes } = await sendParcelsOver(lane, parcels);
      for (const { head } of parcels)
        expect(outcomes.get(head.id)).toMatchObject({ kind: "finished", name: head.name });
      for (const id of heard) expect(outcomes.get(id)).toMatchObject({ already: true });
      lane.socket.close();
    }
    expect((await readdir(inbox)).sort()).toEqual(all.map(({ head }) => head.name).sort());
    for (const { head, bytes } of all)
      expect((await readFile(path.join(inbox, head.name))).equals(bytes)).toBe(true);
    expect((await pagewire(home, ["inbox"])).objects).toHaveLength(all.length);
    expect(await readdir(path.join(home, ".state/staging"))).toEqual([]);
  });
});
