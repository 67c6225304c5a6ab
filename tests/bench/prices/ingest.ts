/** What 20,000 trades a second cost the companion: its processor time and its memory, beside a program that only reads them. */

import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Socket } from "phoenix";
import { clientFor, connected, outcome } from "../../flows/channels/official-client.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { resetPeak, residentMiB } from "../../support/memory-of.ts";
import { type Figure, figure } from "../figure.ts";
import type { SourceOrder, SourceReport } from "./source.ts";

const ROUNDS = 5;
export const SYMBOLS = Array.from({ length: 20 }, (_, index) => `C${index}-USD`);
const RATE: SourceOrder = { perSecond: 20_000, seconds: 10 };
/** What `/proc/PID/stat` counts in, everywhere that Node runs on Linux. */
const TICKS_PER_SECOND = 100;

/** A program that listens, and the venue it listens to. */
interface Listener {
  readonly pid: number;
  readonly source: ChildProcess;
  close(): Promise<void>;
}

export async function measureIngest(rounds = ROUNDS): Promise<Figure[]> {
  const product = await openProduct();
  const reader = await openReader();
  const cores: Record<"product" | "reader", number[]> = { product: [], reader: [] };
  const [idle, peaks]: [number[], number[]] = [[], []];
  try {
    // The round before the first warms everybody's code and does not count.
    for (let round = -1; round < rounds; round += 1) {
      const turns = [
        ["product", product],
        ["reader", reader],
      ] as const;
      for (const [name, listener] of round % 2 === 0 ? turns : turns.toReversed()) {
        const before = residentMiB(listener.pid);
        resetPeak(listener.pid);
        const share = await coresOf(listener);
        if (round < 0) continue;
        cores[name].push(share);
        if (name !== "product") continue;
        idle.push(before);
        peaks.push(residentMiB(listener.pid, true));
      }
    }
  } finally {
    await Promise.all([product.close(), reader.close()]);
  }
  return [
    figure("20,000 trades/s, 20 symbols: the companion", "cores", cores.product, {
      to: "a bare reader of the same frames",
      values: cores.reader,
    }),
    figure("20,000 trades/s, 20 symbols: a bare reader", "cores", cores.reader),
    figure("20,000 trades/s, 20 symbols: the companion's memory at most", "MiB", peaks, {
      to: "before the trades",
      values: idle,
    }),
    figure("the companion's memory before the trades", "MiB", idle),
  ];
}

async function openProduct(): Promise<Listener> {
  const { source, port } = await openSource();
  const home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
  const address = { url: `ws://127.0.0.1:${port}`, restUrl: "http://127.0.0.1:9" };
  const prices = { order: ["coinbase"], venues: { coinbase: address } };
  await writeFile(path.join(home, "config.json"), JSON.stringify({ prices }));
  const companion = await openCompanion({ home });
  const socket = await listenToAll(companion, source);
  return {
    pid: companion.pid,
    source,
    async close() {
      socket.disconnect();
      await companion.close();
      source.disconnect();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export async function listenToAll(companion: CompanionProcess, source: ChildProcess): Promise<Socket> {
  const { objects } = await pagewire(companion.home, ["token", "--name", "bench"]);
  const socket = clientFor("WebSocket", companion.port, { bearer: String(objects[0]?.token) });
  await connected(socket);
  const all = subscribed(source);
  await Promise.all(
    SYMBOLS.map((symbol) => outcome(socket.channel(`price:${symbol}`, { resolutionSeconds: 1 }).join())),
  );
  await all;
  return socket;
}

async function openReader(): Promise<Listener> {
  const { source, port } = await openSource();
  const all = subscribed(source);
  const child = fork(path.join(import.meta.dirname, "reader.ts"), [`ws://127.0.0.1:${port}`, ...SYMBOLS]);
  await all;
  return {
    pid: child.pid ?? 0,
    source,
    close() {
      child.disconnect();
      source.disconnect();
      return Promise.resolve();
    },
  };
}

export async function openSource(): Promise<{ source: ChildProcess; port: number }> {
  const source = fork(path.join(import.meta.dirname, "source.ts"));
  const report = await told(source, ({ kind }) => kind === "listening");
  if (report.kind !== "listening") throw new Error("The venue said something else.");
  return { source, port: report.port };
}

const subscribed = (source: ChildProcess): Promise<SourceReport> =>
  told(source, (report) => report.kind === "subscribed" && report.symbols === SYMBOLS.length);

/** How many cores a program keeps busy while the venue trades. */
async function coresOf({ pid, source }: Listener): Promise<number> {
  const before = cpuSeconds(pid);
  const done = told(source, ({ kind }) => kind === "sent");
  source.send(RATE);
  const sent = await done;
  if (sent.kind !== "sent") throw new Error("The venue said something else.");
  const rate = sent.trades / sent.seconds;
  if (rate < RATE.perSecond * 0.9)
    process.stderr.write(`only ${rate.toFixed(0)} trades a second were taken\n`);
  return (cpuSeconds(pid) - before) / sent.seconds;
}

function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name may hold blanks: what follows it is counted from its bracket (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

export function told(child: ChildProcess, isIt: (report: SourceReport) => boolean): Promise<SourceReport> {
  return new Promise((resolve) => {
    const take = (report: SourceReport): void => {
      if (!isIt(report)) return;
      child.off("message", take);
      resolve(report);
    };
    child.on("message", take);
  });
}
