/** What every scenario of a lane stands on: a companion, a script's token, and lanes that are cut at the end. */

import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import type { Carrier, LaneClient } from "../../support/lane-clients.ts";
import { offerOf } from "../../support/node-browser.ts";
import { noise } from "../../support/pseudo-random.ts";

const MIB = 1024 * 1024;
/** Above every file that is to be taken here. */
export const MAX_FILE_BYTES = 9 * MIB;

export interface LaneGround {
  readonly carrier: Carrier;
  companion(): CompanionProcess;
  /** A lane of the test's own client. */
  lane(): Promise<LaneClient>;
  /** One more on the same socket, where that carries several. */
  beside(lane: LaneClient): Promise<LaneClient>;
  /** A lane of another client, or another carrier. */
  laneOf(carrier: Carrier, token?: string): Promise<LaneClient>;
  /** The test's own client's. */
  ownToken(): string;
  /** Another client's. */
  token(name: string): Promise<string>;
  inbox(): Promise<string[]>;
  staging(): Promise<string[]>;
  read(name: string): Promise<Buffer>;
  place(name: string): string;
  records(): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Queues files for whichever browser comes, with one command, and returns their ids. */
  queue(files: readonly { name: string; bytes: Uint8Array }[]): Promise<string[]>;
}

/** Opens it for the tests of one file, and closes it behind them. */
export function laneGround(carrier: Carrier): LaneGround {
  let companion: CompanionProcess;
  let home: string;
  let token: string;
  const lanes: LaneClient[] = [];
  const kept = (lane: LaneClient): LaneClient => {
    lanes.push(lane);
    return lane;
  };
  const tokenOf = async (name: string): Promise<string> => {
    const { objects } = await pagewire(home, ["token", "--name", name]);
    return String(objects[0]?.token);
  };
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), "pagewire-lanes-"));
    await writeFile(path.join(home, "config.json"), JSON.stringify({ maxFileBytes: MAX_FILE_BYTES }));
    companion = await openCompanion({ home });
    token = await tokenOf("conformance");
  });
  afterEach(() => {
    for (const lane of lanes.splice(0)) lane.cut();
  });
  afterAll(async () => {
    await companion.close();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  });
  const place = (name: string): string => path.join(home, "Inbox", name);
  return {
    carrier,
    companion: () => companion,
    lane: async () => kept(await carrier.open(companion.port, token)),
    beside: async (lane) => kept(await carrier.openBeside(lane, companion.port, token)),
    laneOf: async (other, bearer = token) => kept(await other.open(companion.port, bearer)),
    ownToken: () => token,
    token: tokenOf,
    inbox: () => readdir(path.join(home, "Inbox")),
    staging: () => readdir(path.join(home, ".state/staging")),
    read: (name) => readFile(place(name)),
    place,
    records: async () => (await pagewire(home, ["inbox"])).objects,
    async queue(files) {
      const places = files.map(({ name }) => path.join(home, name));
      await Promise.all(files.map(({ bytes }, index) => writeFile(places[index] ?? "", bytes)));
      const { objects } = await pagewire(home, ["send", ...places]);
      return objects.map(({ id }) => String(id));
    },
  };
}

let files = 0;

/** Bytes that no other file of this run has, with an offer under a name of their own. */
export function newFile(length: number): { bytes: Buffer; name: string; offer: ReturnType<typeof offerOf> } {
  files += 1;
  const bytes = noise(length);
  const name = `file-${files}.bin`;
  return { bytes, name, offer: offerOf(bytes, { name }) };
}

/** Several pieces and a bit: more than a file may have whose pieces are not kept when the lane is lost. */
export const MANY_BYTES = 5 * MIB + 123;
