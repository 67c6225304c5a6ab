/** The example in Python, run as it is. */

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { forwardTo } from "../support/forwarded-port.ts";
import { type Listening, offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { pseudoRandomBuffer } from "../support/pseudo-random.ts";

const EXAMPLE = path.resolve(import.meta.dirname, "../../examples/received.py");
const isThere = spawnSync("python3", ["--version"]).status === 0;

describe.skipIf(!isThere)(`the example in Python${isThere ? "" : " (there is no python3 here)"}`, () => {
  let companion: CompanionProcess;
  let lane: Listening;
  beforeAll(async () => {
    companion = await openCompanion();
    lane = await openLane(companion.port, await ticketOf(await pairBy(companion.pairUrl)));
  });
  afterAll(async () => {
    lane.socket.terminate();
    await companion.close();
  });

  const receive = async (name: string, bytes: Buffer): Promise<void> => {
    const source = { url: "https://example.com/x", pageUrl: "https://example.com/page", at: Date.now() };
    await sendOver(lane, offerOf(bytes, { name, source }), bytes);
  };

  it("says what was received last, and each new file with its page and its hash, through a forwarded port too", async () => {
    await receive("earlier.txt", Buffer.from("earlier"));
    const { objects } = await pagewire(companion.home, [
      "token",
      "--name",
      "notebook",
      "--topics",
      "inbox",
      "files",
    ]);
    const forward = await forwardTo(companion.port);
    const env = { ...process.env, PAGEWIRE_URL: forward.url, PAGEWIRE_TOKEN: String(objects[0]?.token) };
    const child = spawn("python3", [EXAMPLE, "2"], { env, stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const closed = new Promise((resolve) => child.once("close", resolve));
    await eventually("that it listens", () => said.includes("listening"));
    const large = pseudoRandomBuffer(200_000, "python");
    await receive("later.bin", large);
    await receive("last.txt", Buffer.from("last"));
    expect(await closed).toBe(0);
    const hash = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
    expect(said.trimEnd().split("\n")).toEqual([
      "before earlier.txt",
      "listening",
      `received later.bin https://example.com/page ${hash(large)}`,
      `received last.txt https://example.com/page ${hash(Buffer.from("last"))}`,
    ]);
    await forward.close();
  });

  it("says a sentence where its token is not taken", () => {
    const env = {
      ...process.env,
      PAGEWIRE_URL: `ws://127.0.0.1:${companion.port}`,
      PAGEWIRE_TOKEN: "pwt_wrong",
    };
    const { status, stderr } = spawnSync("python3", [EXAMPLE], { env, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 1, stderr: "The companion does not take this token.\n" });
  });
});
