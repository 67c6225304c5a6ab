/** What people in a terminal and coding agents wait for: the line of `wait`, and a picture that is looked at. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import sharp from "sharp";
import { type Agent, openAgent } from "../support/agent.ts";
import { type CompanionProcess, openCompanion } from "../support/companion-process.ts";
import { pause } from "../support/eventually.ts";
import { resetPeak, residentMiB } from "../support/memory-of.ts";
import { type NodeBrowser, offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { pngThatDeclares } from "../support/picture-bombs.ts";
import { type Figure, figure } from "./figure.ts";

const ROUNDS = 11;
/** 24 million pixels, as a camera has them. */
const CAMERA = { width: 6_000, height: 4_000 };
const BOMB_EDGE = 60_000;
/** As long as an agent's own picture is at most. */
const SHOWN_EDGE = 1_568;
/** Long enough for the command to listen: nothing else tells. */
const LISTENS_MS = 1_500;
const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");

export async function measureAgents(rounds = ROUNDS): Promise<Figure[]> {
  const companion = await openCompanion();
  try {
    const browser = await pairBy(companion.pairUrl);
    const waited = await measureWait(companion, browser, rounds);
    const agent = await openAgent(["--home", companion.home]);
    try {
      return [...waited, ...(await measurePictures(companion, browser, agent, rounds))];
    } finally {
      await agent.close();
    }
  } finally {
    await companion.close();
  }
}

/** Sends a file as a browser does; how long until its record is there. */
async function send(
  { port }: CompanionProcess,
  browser: NodeBrowser,
  name: string,
  bytes: Buffer,
): Promise<number> {
  const lane = await openLane(port, await ticketOf(browser));
  const begun = performance.now();
  await sendOver(lane, offerOf(bytes, { name }), bytes);
  lane.socket.terminate();
  return performance.now() - begun;
}

async function measureWait(
  companion: CompanionProcess,
  browser: NodeBrowser,
  rounds: number,
): Promise<Figure[]> {
  const lines: number[] = [];
  const records: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const words = [COMMAND, "wait", "--home", companion.home];
    const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "ignore"] });
    const line = once(createInterface(child.stdout), "line");
    await pause(LISTENS_MS);
    const begun = performance.now();
    const recorded = send(companion, browser, `waited-${round}.txt`, Buffer.from(`waited for ${round}`));
    await line;
    const printed = performance.now() - begun;
    const isThere = await recorded;
    await once(child, "close");
    if (round === 0) continue;
    lines.push(printed);
    records.push(isThere);
  }
  const after = lines.map((line, round) => line - (records[round] ?? 0));
  return [
    figure("a small file: from the offer to its record", "ms", records),
    figure("the line of wait, after the record", "ms", after),
  ];
}

async function measurePictures(
  companion: CompanionProcess,
  browser: NodeBrowser,
  agent: Agent,
  rounds: number,
): Promise<Figure[]> {
  const photo = await cameraPicture();
  await send(companion, browser, "bomb.png", pngThatDeclares(BOMB_EDGE, BOMB_EDGE));
  await send(companion, browser, "photo.jpg", photo);
  const { images } = await agent.data("list_images");
  const idOf = (name: string): string =>
    (images as readonly { id: string; path: string }[]).find((one) => path.basename(one.path) === name)?.id ??
    "";
  const looks: number[] = [];
  const alone: number[] = [];
  const bombs: number[] = [];
  const grown: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    resetPeak(agent.pid);
    const before = residentMiB(agent.pid);
    const looked = await took(() => agent.data("read_image", { id: idOf("photo.jpg") }));
    const most = residentMiB(agent.pid, true);
    const resized = await took(() =>
      sharp(photo).resize(SHOWN_EDGE, SHOWN_EDGE, { fit: "inside" }).jpeg().toBuffer(),
    );
    const refused = await took(() => agent.failure("read_image", { id: idOf("bomb.png") }));
    // The first round loads the library, which is memory that stays, and does not count for time.
    grown.push(most - before);
    if (round === 0) continue;
    looks.push(looked);
    alone.push(resized);
    bombs.push(refused);
  }
  return [
    figure("read_image of a JPEG of 24 megapixels", "ms", looks, { to: "sharp alone", values: alone }),
    figure("read_image of a PNG that declares 3,600 megapixels: the sentence", "ms", bombs),
    figure("memory of the agent's server while it looks at 24 megapixels: grown by at most", "MiB", grown),
  ];
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Smooth enough to be as small as a photograph, and no flat colour. */
async function cameraPicture(): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  const small = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#888", noise } })
    .png()
    .toBuffer();
  return await sharp(small).resize(CAMERA.width, CAMERA.height).jpeg({ quality: 88 }).toBuffer();
}
