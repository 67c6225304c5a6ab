/** A gibibyte through a forwarded port that is cut twenty times, up and down: byte for byte, at most a window twice for each cut. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PIECE_BYTES, WINDOW_BYTES } from "../../shared/protocol/limits.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { type FarComputer, farComputer } from "../support/far-command.ts";
import { type ForwardedPort, forwardTo } from "../support/forwarded-port.ts";
import { offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { pseudoRandomBuffer } from "../support/pseudo-random.ts";

const MIB = 1024 * 1024;
const BYTES = 1024 * MIB;
const CUTS = 20;
const CUT_EVERY_BYTES = 45 * MIB;
const TEST_TIMEOUT_MS = 600_000;

let companion: CompanionProcess;
let forward: ForwardedPort;
let far: FarComputer;
beforeAll(async () => {
  companion = await openCompanion();
  forward = await forwardTo(companion.port);
  const { objects } = await pagewire(companion.home, ["token", "--name", "far"]);
  far = await farComputer({ PAGEWIRE_URL: forward.url, PAGEWIRE_TOKEN: String(objects[0]?.token) });
});
afterAll(async () => {
  await far.close();
  await forward.close();
  await companion.close();
});

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(file)) hash.update(part);
  return hash.digest("hex");
}

describe("a gibibyte over a line that is cut twenty times", () => {
  it(
    "comes up and down as it is",
    async () => {
      const file = path.join(far.folder, "large.bin");
      const handle = await open(file, "w");
      for (let at = 0; at < BYTES; at += 64 * MIB)
        await handle.writeFile(pseudoRandomBuffer(64 * MIB, `part ${at}`));
      await handle.close();
      const expected = await sha256(file);
      const most = BYTES + (CUTS + 1) * (WINDOW_BYTES + PIECE_BYTES);

      forward.passed.up = 0;
      forward.cutAfter(CUT_EVERY_BYTES, CUTS);
      const { objects } = await far.run(["send", file]);
      expect(objects).toMatchObject([{ sha256: expected, bytes: BYTES }]);
      expect(forward.cuts()).toBe(CUTS);
      expect(forward.passed.up).toBeLessThan(most);
      const kept = path.join(companion.home, ".state/outgoing", String(objects[0]?.id));
      expect(await sha256(kept)).toBe(expected);

      const lane = await openLane(companion.port, await ticketOf(await pairBy(companion.pairUrl)));
      const bytes = await readFile(file);
      await sendOver(lane, offerOf(bytes, { name: "large.bin" }), bytes);
      lane.socket.terminate();
      await rm(file);
      forward.passed.down = 0;
      forward.cutAfter(CUT_EVERY_BYTES, CUTS);
      const got = await far.run(["get", "latest"]);
      expect(got.stderr).toBe("");
      expect(got.objects).toMatchObject([{ sha256: expected, bytes: BYTES }]);
      expect(forward.cuts()).toBe(2 * CUTS);
      expect(forward.passed.down).toBeLessThan(most);
      expect(await readdir(far.folder)).toEqual(["large.bin"]);
      expect(await sha256(file)).toBe(expected);
    },
    TEST_TIMEOUT_MS,
  );
});
