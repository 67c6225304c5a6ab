/** How evenly the popup's list of ten thousand files goes past, and what it keeps in memory of them. */

import type { CDPSession, Page } from "playwright-core";
import { type Figure, figure } from "./figure.ts";

/** So far one turn of the wheel scrolls. */
const WHEEL_PX = 400;
/** Turns towards the end of the list, and again back. */
const TURNS = 20;
/** Where the scroll bar is pulled to: no row was drawn there before. */
const JUMPS = [0.25, 0.75, 1, 0.5, 0];
const MIB = 1_048_576;
const MICROSECONDS_PER_MS = 1_000;

/** What the browser notes of one task of a thread; `tdur` is the processor's time, whoever else works on the machine. */
interface TracedTask {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
}

/** Scrolls by the wheel and by the bar, as often as there are rounds. */
export async function measureScrolling(page: Page, rounds: number): Promise<Figure[]> {
  const session = await page.context().newCDPSession(page);
  const longest: number[] = [];
  const grown: number[] = [];
  await scrollThrough(page);
  for (let round = 0; round < rounds; round += 1) {
    const before = await heapBytes(session);
    longest.push(await longestTaskMs(session, () => scrollThrough(page)));
    grown.push(((await heapBytes(session)) - before) / MIB);
  }
  await session.detach();
  return [
    figure("longest task while 10,000 files are scrolled", "ms CPU", longest),
    figure("heap that scrolling through them leaves", "MiB", grown),
  ];
}

async function scrollThrough(page: Page): Promise<void> {
  await page.mouse.move(190, 300);
  for (const direction of [1, -1])
    for (let turn = 0; turn < TURNS; turn += 1) await page.mouse.wheel(0, direction * WHEEL_PX);
  for (const place of JUMPS) await page.evaluate(pullTo, place);
}

/** Runs in the page: pulls the scroll bar to this part of the list and lets two frames be drawn. */
function pullTo(place: number): Promise<void> {
  const scroller = [...document.querySelectorAll<HTMLElement>("*")].find(
    (one) => one.scrollHeight > 100_000 && getComputedStyle(one).overflowY !== "visible",
  );
  if (!scroller) throw new Error("nothing scrolls");
  scroller.scrollTo({ top: scroller.scrollHeight * place });
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** The longest that one task held the page's own thread, in the processor's time. */
async function longestTaskMs(session: CDPSession, work: () => Promise<void>): Promise<number> {
  const tasks: TracedTask[] = [];
  const threads: { pid: number; tid: number; name: string }[] = [];
  const note = ({ value }: { readonly value: readonly object[] }): void => {
    for (const event of value as readonly (TracedTask & { args?: { name?: string } })[]) {
      if (event.name === "thread_name")
        threads.push({ pid: event.pid, tid: event.tid, name: event.args?.name ?? "" });
      if (event.name === "ThreadControllerImpl::RunTask" || event.name === "RunTask") tasks.push(event);
    }
  };
  session.on("Tracing.dataCollected", note);
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "disabled-by-default-devtools.timeline", "__metadata"] },
  });
  await work();
  const done = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await done;
  session.off("Tracing.dataCollected", note);
  const isOwn = ({ pid, tid }: TracedTask): boolean =>
    threads.some((one) => one.pid === pid && one.tid === tid && one.name === "CrRendererMain");
  const times = tasks.filter(isOwn).map(({ tdur = 0 }) => tdur / MICROSECONDS_PER_MS);
  if (times.length === 0) throw new Error("the browser noted no task of the page");
  return Math.max(...times);
}

async function heapBytes(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}
