/** Fan-out: one message to 100 listeners, Pagewire against bare `ws` and socket.io, all in one run and in turns. */

import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { CONTENDERS, type ContenderName } from "./fan-out-contenders.ts";
import type { ListenerOrder, ListenerReport } from "./fan-out-listeners.ts";
import type { ServerOrder, ServerReport } from "./fan-out-server.ts";

const { values } = parseArgs({ options: { json: { type: "boolean" }, quick: { type: "boolean" } } });
const ROUNDS = 5;
const LISTENERS = 100;
const MESSAGE_BYTES = 128;
const PACED = { perSecond: 1_000, seconds: values.quick ? 2 : 10 };
const LIMIT_SECONDS = values.quick ? 1 : 4;
/** How far the sender may be ahead of the slowest listener, and how much it says in one turn of its loop. */
const LIMIT_WINDOW = 2_000;
const BURSTS = [1, 10] as const;
/** Larger messages, so that what waits does not fit the system's own buffers. */
const STOPPED = { perSecond: 1_000, seconds: values.quick ? 10 : 30, bytes: 1_024 };

type Sent = Extract<ServerReport, { kind: "sent" }>;
type Heard = Extract<ListenerReport, { kind: "result" }>;

interface Figure {
  readonly contender: ContenderName;
  readonly sent: Sent;
  readonly heard: Heard;
}

/** A contender with its listeners in two processes of their own; `undefined` where it is not installed. */
async function openPair(contender: ContenderName) {
  const start = (file: string): ChildProcess =>
    fork(path.join(import.meta.dirname, file), [contender], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  const server = start("fan-out-server.ts");
  const first = await next<ServerReport>(server, () => true);
  if (first.kind !== "listening") {
    server.disconnect();
    return undefined;
  }
  const listeners = start("fan-out-listeners.ts");
  const order = (words: ServerOrder): void => void server.send(words);
  const ask = (words: ListenerOrder): void => void listeners.send(words);
  const joined = next<ListenerReport>(listeners, ({ kind }) => kind === "joined");
  ask({ kind: "join", port: first.port, listeners: LISTENERS });
  await joined;
  listeners.on("message", (words: ListenerReport) => {
    if (words.kind === "heard") order(words);
  });
  return {
    async run(what: Exclude<ServerOrder, { kind: "heard" }>, stopped = false): Promise<Figure> {
      const counting = next<ListenerReport>(listeners, ({ kind }) => kind === "counting");
      ask({ kind: "count", stopped });
      await counting;
      const finished = next<ServerReport>(server, ({ kind }) => kind === "sent");
      order(what);
      const sent = await finished;
      if (sent.kind !== "sent") throw new Error("the server said something else");
      // Everything that was sent is on its way; the last of it is waited for, and that it comes is what is checked.
      await next<ListenerReport>(
        listeners,
        (words) => words.kind === "heard" && words.messages >= sent.messages,
      );
      const result = next<ListenerReport>(listeners, ({ kind }) => kind === "result");
      ask({ kind: "result" });
      const heard = await result;
      if (heard.kind !== "result") throw new Error("the listeners said something else");
      return { contender, sent, heard };
    },
    close(): void {
      server.disconnect();
      listeners.disconnect();
    },
  };
}

function next<Words>(child: ChildProcess, isIt: (words: Words) => boolean): Promise<Words> {
  return new Promise((resolve) => {
    const take = (words: unknown): void => {
      if (!isIt(words as Words)) return;
      child.off("message", take);
      resolve(words as Words);
    };
    child.on("message", take);
  });
}

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
const say = (figure: string, contender: ContenderName, value: number, unit: string): void => {
  const rounded = Number(value.toPrecision(4));
  if (values.json) console.log(JSON.stringify({ bench: "fan-out", figure, contender, value: rounded, unit }));
  else console.log(`${figure.padEnd(34)} ${contender.padEnd(10)} ${String(rounded).padStart(12)} ${unit}`);
};

const pairs = new Map<ContenderName, NonNullable<Awaited<ReturnType<typeof openPair>>>>();
for (const name of CONTENDERS) {
  const pair = await openPair(name);
  if (pair) pairs.set(name, pair);
  else console.error(`${name} is not installed and is left out: npm install --no-save ${name}`);
}

const paced: Figure[] = [];
const limits: { burst: number; figure: Figure }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  // Each round another one begins: what the machine does besides is nobody's in particular.
  const turns = [...pairs.values()];
  turns.push(...turns.splice(0, round % turns.length));
  for (const pair of turns) {
    paced.push(await pair.run({ kind: "paced", ...PACED, bytes: MESSAGE_BYTES }));
    for (const burst of BURSTS) {
      const order = {
        kind: "limit",
        seconds: LIMIT_SECONDS,
        bytes: MESSAGE_BYTES,
        window: LIMIT_WINDOW,
        burst,
      } as const;
      limits.push({ burst, figure: await pair.run(order) });
    }
  }
}
for (const name of pairs.keys()) {
  const of = paced.filter(({ contender }) => contender === name);
  const lost = of.reduce((sum, { sent, heard }) => sum + sent.messages * LISTENERS - heard.deliveries, 0);
  say("paced: lost", name, lost, "deliveries");
  say("paced: closed as too slow", name, Math.max(...of.map(({ heard }) => heard.closed)), "listeners");
  say("paced: p50", name, median(of.map(({ heard }) => heard.p50)), "ms");
  say("paced: p99", name, median(of.map(({ heard }) => heard.p99)), "ms");
  say("paced: server CPU", name, median(of.map(({ sent }) => sent.cpuSeconds / sent.seconds)) * 100, "%");
}
for (const burst of BURSTS) {
  for (const name of pairs.keys()) {
    const of = limits.filter((one) => one.burst === burst && one.figure.contender === name);
    const perSecond = of.map(({ figure }) => figure.heard.deliveries / figure.sent.seconds);
    say(`limit, ${burst} a turn: deliveries`, name, median(perSecond), "/s");
  }
}
for (const [name, pair] of pairs) {
  // The same load twice before, so that what grows is what the stopped reader costs and not the load itself.
  const warm = await pair.run({ kind: "paced", ...STOPPED });
  const without = await pair.run({ kind: "paced", ...STOPPED });
  const usualBytes = Math.max(warm.sent.mostBytes, without.sent.mostBytes);
  const { sent, heard } = await pair.run({ kind: "paced", ...STOPPED }, true);
  say("one stopped reader: memory grown", name, (sent.mostBytes - usualBytes) / 2 ** 20, "MiB");
  say("one stopped reader: others' p99", name, heard.p99, "ms");
  say("one stopped reader: others closed", name, heard.closed, "listeners");
  pair.close();
}
