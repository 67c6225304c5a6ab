/** The sending process of the fan-out benchmark: one contender, told by its parent what to send. */

import { type ContenderName, openContender } from "./fan-out-contenders.ts";

/** Parent → server. */
export type ServerOrder =
  | { readonly kind: "paced"; readonly perSecond: number; readonly seconds: number; readonly bytes: number }
  /** As fast as the listeners keep up: at most `window` messages ahead of the slowest, `burst` in one turn. */
  | {
      readonly kind: "limit";
      readonly seconds: number;
      readonly bytes: number;
      readonly window: number;
      readonly burst: number;
    }
  | { readonly kind: "heard"; readonly messages: number };

/** Server → parent. */
export type ServerReport =
  | { readonly kind: "listening"; readonly port: number }
  | { readonly kind: "missing" }
  | {
      readonly kind: "sent";
      readonly messages: number;
      readonly seconds: number;
      readonly cpuSeconds: number;
      /** The most memory it had meanwhile. */
      readonly mostBytes: number;
    };

const name = process.argv[2] as ContenderName;
const report = (words: ServerReport): void => void process.send?.(words);
const contender = await openContender(name);
if (contender) report({ kind: "listening", port: contender.port });
else report({ kind: "missing" });

let heard = 0;
process.on("message", (order: ServerOrder) => {
  if (order.kind === "heard") heard = order.messages;
  else run(order);
});
process.on("disconnect", () => process.exit());

const microseconds = (): number => Number(process.hrtime.bigint() / 1000n);

function run(order: Exclude<ServerOrder, { kind: "heard" }>): void {
  const fill = "x".repeat(Math.max(0, order.bytes - 60));
  const began = performance.now();
  const cpuBefore = process.cpuUsage();
  let mostBytes = process.memoryUsage.rss();
  let sent = 0;
  heard = 0;
  const send = (): void => {
    contender?.broadcast({ t: microseconds(), price: "64123.45", venue: "bench", fill });
    sent += 1;
  };
  const memory = setInterval(() => {
    mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
  }, 100);
  const finish = (): void => {
    clearInterval(memory);
    const { user, system } = process.cpuUsage(cpuBefore);
    report({
      kind: "sent",
      messages: sent,
      seconds: (performance.now() - began) / 1000,
      cpuSeconds: (user + system) / 1e6,
      mostBytes,
    });
  };
  const turn = (): void => {
    const elapsed = (performance.now() - began) / 1000;
    if (order.kind === "paced") {
      const due = Math.min(elapsed, order.seconds) * order.perSecond;
      while (sent < Math.floor(due)) send();
      if (elapsed < order.seconds) setTimeout(turn, 1);
      else finish();
    } else {
      for (let n = 0; n < order.burst && sent - heard < order.window; n += 1) send();
      if (elapsed < order.seconds) setImmediate(turn);
      else finish();
    }
  };
  turn();
}
