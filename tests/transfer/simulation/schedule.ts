/** One schedule: a file, its source, and everything that goes wrong, all of it by one seed; and what must hold. */

import { Browser } from "./browser.ts";
import { Computer } from "./computer.ts";
import { sha256 } from "./disk.ts";
import { TICK_MS } from "./link.ts";
import type { Requests } from "./requests.ts";
import { Site } from "./site.ts";
import { Chance, World } from "./world.ts";

const ID = "0123456789abcdef".repeat(2);
const MAX_BYTES = 64;
const FETCHED_SEED = 0x5bd1e995;
/** Faults stop after so many steps: from then on every file must arrive, or be refused for a reason. */
const FAULT_STEPS = 160;
const MAX_STEPS = 6_000;

/** What became of a schedule. */
export interface Result {
  readonly seed: number;
  readonly outcome: string;
  readonly faults: number;
  /** How many stretches came by requests beside the lane. */
  readonly fetched: number;
  /** What does not hold; empty where all is well. */
  readonly broken: readonly string[];
  readonly story: readonly string[];
}

type Fault =
  | "cut"
  | "hang"
  | "second"
  | "kill"
  | "power"
  | "browser"
  | "change"
  | "gone"
  | "give-up"
  | "time";

/** Runs one schedule to its end; `parcels` is how often a connection carries a file as a parcel, where that can be. */
export async function runSchedule(seed: number, parcels = 0): Promise<Result> {
  const world = new World(seed);
  const { chance } = world;
  const content = bytesOf(chance, chance.below(MAX_BYTES));
  const pieceBytes = 1 + chance.below(12);
  const windowBytes = pieceBytes * (1 + chance.below(4));
  const requests = requestsOf(seed, pieceBytes);
  const receiverWindow = chance.happens(0.5) ? windowBytes : 1 + chance.below(2 * windowBytes);
  const computer = new Computer(world, receiverWindow, requests);
  const hasTricks = chance.happens(0.15);
  const kind = {
    isStreamed: chance.happens(0.5) && parcels === 0,
    hasValidator: chance.happens(0.6),
    hasRanges: chance.happens(0.6),
  };
  const holder: { browser?: Browser } = {};
  const options = {
    id: ID,
    pieceBytes,
    windowBytes,
    saysSize: chance.happens(0.5),
    saysHash: chance.happens(0.3),
    parcels,
    ...(requests && { rangeSizes: requests.sizes }),
    tricks: hasTricks ? { repeats: 0.03, swaps: 0.03 } : { repeats: 0, swaps: 0 },
  };
  // The site answers to the browser's life: what a killed browser asked for never comes.
  const site = new Site(
    world,
    {
      get generation() {
        return holder.browser?.process.generation ?? 0;
      },
      kill: () => undefined,
    } as never,
    kind,
    content,
  );
  const browser = new Browser(world, computer, site, options);
  holder.browser = browser;
  if (requests)
    requests.bytes = (offset, bytes) =>
      site.isGone ? undefined : site.versions[0]?.subarray(offset, offset + bytes);
  const faults = enabledFaults(chance, kind.isStreamed);
  if (chance.happens(0.3)) computer.disk.fullness = 0.05;
  if (chance.happens(0.3)) computer.noRoom = 0.1;
  if (chance.happens(0.3)) site.breaks = 0.05;
  browser.start();

  let faultCount = 0;
  let steps = 0;
  let hadPowerCut = false;
  for (; steps < MAX_STEPS && !(browser.isDone && steps > FAULT_STEPS / 4); steps += 1) {
    const isFaulty = steps < FAULT_STEPS;
    if (!isFaulty) {
      computer.disk.fullness = 0;
      computer.noRoom = 0;
      if (requests) requests.lies = 0;
      site.breaks = 0;
      for (const link of browser.links) link.isHanging = false;
    }
    if (isFaulty && faults.length > 0 && chance.happens(0.06)) {
      const fault = chance.pick(faults);
      world.tell(`${steps}: ${fault}`);
      faultCount += 1;
      hadPowerCut ||= fault === "power";
      commit(fault, { world, browser, computer, site });
    }
    if (!(await world.step())) {
      if (browser.isDone) break;
      pass(world, browser);
    }
  }
  const broken = [...computer.failures, ...browser.failures].map(String);
  if (!browser.isDone) broken.push(`not over after ${steps} steps`);
  const files = computer.disk.finished.filter(({ id }) => id === ID);
  if (files.length > 1) broken.push(`${files.length} finished files for one id`);
  for (const file of files) {
    if (sha256(file.bytes) !== file.sha256) broken.push("a finished file differs from its hash");
    if (!site.versions.some((version) => sha256(version) === file.sha256))
      broken.push("a finished file is no version of its source");
  }
  if (browser.outcome?.kind === "finished") {
    if (files.length === 0) broken.push("told to be finished, and is not there");
    else if (files[0]?.sha256 !== browser.outcome.sha256) broken.push("told another hash than it has");
  }
  if (files.length === 0 && browser.outcome?.kind === "finished") broken.push("lost");
  if (browser.isGivenUp && computer.disk.stagedBytes(ID) > 0)
    broken.push("a part of it stays, though it was given up");
  const limit =
    content.length * (1 + browser.changes + browser.parcelsSent) +
    browser.wants * Math.max(windowBytes, pieceBytes);
  if (!hadPowerCut && site.versions.length === 1 && !hasTricks && browser.sentBytes > limit)
    broken.push(
      `${browser.sentBytes} bytes sent of ${content.length} with ${browser.wants} wants of ${windowBytes}`,
    );
  const fetched = requests?.fetched ?? 0;
  return { seed, outcome: outcomeOf(browser), faults: faultCount, fetched, broken, story: world.story };
}

/** In some schedules the file is fetched; their chance is their own, so that all others are what they were. */
function requestsOf(seed: number, pieceBytes: number): Requests | undefined {
  const chance = new Chance(seed ^ FETCHED_SEED);
  if (!chance.happens(0.5)) return undefined;
  const windowBytes = pieceBytes * (1 + chance.below(6));
  return {
    sizes: { partBytes: 1, fromBytes: 1, windowBytes },
    chance,
    failures: chance.happens(0.5) ? 0.1 : 0,
    lies: chance.happens(0.5) ? 0.1 : 0,
    fetched: 0,
    bytes: () => undefined,
  };
}

function outcomeOf({ outcome }: Browser): string {
  return outcome?.kind === "refused" ? outcome.refusal.code : (outcome?.kind ?? "none");
}

function bytesOf(chance: Chance, length: number): Uint8Array {
  // Few different bytes, so that pieces of one content can be mistaken for another.
  return Uint8Array.from({ length }, () => chance.below(3));
}

function enabledFaults(chance: Chance, isStreamed: boolean): Fault[] {
  const all: readonly Fault[] = ["cut", "hang", "second", "kill", "power", "browser", "time"];
  const faults = all.filter(() => chance.happens(0.5));
  if (isStreamed && chance.happens(0.25)) faults.push("change");
  if (chance.happens(0.05)) faults.push("gone");
  if (chance.happens(0.05)) faults.push("give-up");
  return faults;
}

interface Stage {
  readonly world: World;
  readonly browser: Browser;
  readonly computer: Computer;
  readonly site: Site;
}

function commit(fault: Fault, { world, browser, computer, site }: Stage): void {
  const links = [...browser.links];
  switch (fault) {
    case "cut":
      if (links.length > 0) world.chance.pick(links).cut();
      return;
    case "hang":
      for (const link of links) link.isHanging = true;
      return;
    case "second":
      return browser.start();
    case "kill":
      return computer.restart(true);
    case "power":
      return computer.restart(false);
    case "browser":
      return browser.restart();
    case "change":
      return site.change(bytesOf(world.chance, world.chance.below(MAX_BYTES)));
    case "gone":
      site.isGone = true;
      return;
    case "give-up":
      return browser.giveUp();
    case "time":
      return pass(world, browser);
  }
}

/** Everybody waits: the clock goes on, and whoever has lost patience gives up. */
function pass(world: World, browser: Browser): void {
  world.nowMs += TICK_MS;
  for (const link of [...browser.links]) link.look();
}
