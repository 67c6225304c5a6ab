/** What something costs in CPU time, and whether that grows as its input does. */

/** 64 KiB are sixteen times 4 KiB: linear work costs sixteen times as much, quadratic work 256 times. */
const SMALL = 4 * 1024;
const LARGE = 64 * 1024;
const MAX_GROWTH = 64;
/**
 * What fits the processor's caches at 4 KiB and does not at 64 KiB may cost more than sixteen times as much all the same:
 * four times 64 KiB are then four times the work where it is linear, and sixteen times where it is quadratic.
 */
const LARGER = 4 * LARGE;
const MAX_LATER_GROWTH = 8;
/** Nothing linear takes this long for 64 KiB; it is not tried at four times its length. */
const LONG_MS = 50;
/** A short text that takes this long already is not tried at sixteen times its length: it might never end. */
const SHORT = 1024;
const MAX_SHORT_MS = 10;
/** Some systems count CPU time in steps of 4 ms: as much as this is spent before it says anything. */
const COUNTED_MS = 24;
/** A busy computer disturbs CPU time too: what is linear shows it in one of these. */
const VERDICTS = 3;

type Work = (length: number) => unknown;

/** How long one run keeps this thread busy, in milliseconds of CPU time: the mean of as many as it takes to tell. */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  for (let runs = 1; ; runs += 1) {
    await work();
    const { user, system } = process.threadCpuUsage(before);
    if (user + system >= COUNTED_MS * 1000) return (user + system) / 1000 / runs;
  }
}

/** Goes over a text once, a character at a time: what linear costs in this run. */
export function linear(length: number): number {
  const text = "x".repeat(length);
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum += text.charCodeAt(at);
  return sum;
}

/**
 * Why some work on a text is not linear in its length; `undefined` where it is. A glance at the clock clears most
 * of it; only CPU time condemns.
 */
export async function growsTooFast(work: Work): Promise<string | undefined> {
  // In small steps: what doubles with each character must be seen before it takes a day.
  for (let length = 8; length <= SHORT; length += length < 40 ? 4 : length >> 1) {
    if ((await glance(() => work(length))) <= MAX_SHORT_MS) continue;
    const ms = await cpuMs(() => work(length));
    if (ms > MAX_SHORT_MS) return `${length} characters take ${ms.toFixed(1)} ms`;
  }
  if (await isLinear(work, glance)) return undefined;
  for (let tries = 0; tries < VERDICTS; tries += 1) if (await isLinear(work, cpuMs)) return undefined;
  const [small, large] = [await cpuMs(() => work(SMALL)), await cpuMs(() => work(LARGE))];
  for (let tries = 0; large <= LONG_MS && tries < VERDICTS; tries += 1) {
    const before = await cpuMs(() => work(LARGE));
    if ((await cpuMs(() => work(LARGER))) <= before * MAX_LATER_GROWTH) return undefined;
  }
  return `${SMALL} characters take ${small.toFixed(3)} ms, ${LARGE} ${large.toFixed(3)} ms`;
}

async function isLinear(work: Work, cost: (run: () => unknown) => Promise<number>): Promise<boolean> {
  const small = await cost(() => work(SMALL));
  const least = Math.max(small, await cost(() => linear(SMALL)));
  return (await cost(() => work(LARGE))) <= least * MAX_GROWTH;
}

async function glance(work: () => unknown): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}
