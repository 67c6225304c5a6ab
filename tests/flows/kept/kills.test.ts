import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { isDeepStrictEqual } from "node:util";
import type { Channel, Socket } from "phoenix";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openOwner } from "../../support/companion-owner.ts";
import { type CompanionProcess, openCompanion } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import {
  type NodeBrowser,
  offerOf,
  openControl,
  openLane,
  pairBy,
  sendOver,
  ticketOf,
} from "../../support/node-browser.ts";
import { pseudoRandomBuffer } from "../../support/pseudo-random.ts";

const FILES = 12;
const ROUNDS = 4;
const SEED = 20_261_129;

let companion: CompanionProcess;
let browser: NodeBrowser;
const ids: string[] = [];
beforeAll(async () => {
  companion = await openCompanion();
  const owner = await openOwner(companion);
  browser = await pairBy(await owner.pair());
  owner.close();
  const [socket, kept] = await join();
  await new Promise((resolve) => kept.push("naming", { sidecars: ["json"] }).receive("ok", resolve));
  socket.disconnect();
  const lane = await openLane(companion.port, await ticketOf(browser));
  for (let number = 0; number < FILES; number += 1) {
    const bytes = Buffer.from(`file ${number}`);
    const offer = offerOf(bytes, { name: `${number}.txt`, mediaType: "text/plain", expects: "any" });
    await sendOver(lane, offer, bytes);
    ids.push(offer.id);
  }
  lane.socket.close();
});
afterAll(() => companion?.close());

async function join(): Promise<[Socket, Channel]> {
  const socket = await openControl(companion.port, await ticketOf(browser), undefined);
  const channel = socket.channel("kept", {});
  await new Promise((resolve) => channel.join().receive("ok", resolve));
  return [socket, channel];
}

interface Row {
  readonly seq: number;
  readonly folder: string;
  readonly name: string;
  readonly sha256: string;
  readonly binned_at: number | null;
}

/** Where the record of each file says that it is. */
function places(): { readonly place: string; readonly sha256: string }[] {
  const database = new DatabaseSync(path.join(companion.home, ".state/index.sqlite"), { readOnly: true });
  const rows = database.prepare("SELECT seq, folder, name, sha256, binned_at FROM received").all();
  database.close();
  expect(rows).toHaveLength(FILES);
  return rows.map((row) => {
    const { seq, folder, name, sha256, binned_at } = row as unknown as Row;
    const inbox = path.join("Inbox", folder, name);
    return { place: binned_at === null ? inbox : path.join(".state/bin", String(seq)), sha256 };
  });
}

/** Those that are not there, or not as they came. */
function lost(): string[] {
  const digestOf = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");
  return places().flatMap(({ place, sha256 }) => {
    const file = path.join(companion.home, place);
    return existsSync(file) && digestOf(file) === sha256 ? [] : [place];
  });
}

/** Every sidecar there is: beside its file, or anywhere else. */
function sidecars(): string[] {
  const below = (folder: string): string[] =>
    readdirSync(path.join(companion.home, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      path.join(folder, name),
    );
  return ["Inbox", ".state/bin"]
    .flatMap(below)
    .filter((name) => name.endsWith(".json"))
    .sort();
}

describe("a companion that is killed while files are moved, renamed, binned and taken out", () => {
  it("has each of them where its record says, as it came, and goes on with them", async () => {
    const dice = pseudoRandomBuffer(ROUNDS * FILES * 4, SEED);
    let thrown = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const [socket, kept] = await join();
      let answers = 0;
      const enough = Promise.withResolvers<void>();
      for (const id of ids) {
        for (let act = 0; act < 3; act += 1) {
          const die = dice.readUInt8(thrown % dice.length);
          thrown += 1;
          const push =
            die % 3 === 0
              ? kept.push("undo", { id })
              : kept.push("edit", { id, name: `n${die}`, folder: `f${die % 5}/g${die % 2}` });
          const count = (): void => {
            answers += 1;
            if (answers === 5 + round * 7) enough.resolve();
          };
          push.receive("ok", count).receive("error", count);
        }
      }
      await enough.promise;
      await companion.kill();
      socket.disconnect();
      expect(lost()).toEqual([]);
      await companion.restart();
      const beside = (): string[] =>
        places()
          .map(({ place }) => `${place}.json`)
          .sort();
      await eventually("each has its sidecar, and no other is left", () =>
        isDeepStrictEqual(sidecars(), beside()),
      ).catch(() => expect(sidecars()).toEqual(beside()));
    }
    const [socket, kept] = await join();
    const files = await new Promise<readonly { readonly id: string; readonly binnedAt?: string }[]>(
      (resolve) => kept.push("look", { ids }).receive("ok", (answer: { files: [] }) => resolve(answer.files)),
    );
    for (const { id, binnedAt } of files) {
      if (binnedAt === undefined) continue;
      expect(
        await new Promise((resolve) =>
          kept
            .push("undo", { id })
            .receive("ok", () => resolve("out"))
            .receive("error", resolve),
        ),
      ).toBe("out");
    }
    expect(lost()).toEqual([]);
    socket.disconnect();
  });
});
