/** `pagewire prices`: the companion's ticks as lines. */

import type { Home } from "../files/home.ts";
import { connectControl } from "./control.ts";
import { CommandFailed, Exit, type Terminal } from "./terminal.ts";

export interface PricesOptions {
  readonly symbols: readonly string[];
  readonly follow: boolean;
}

const DEFAULT_SYMBOL = "BTC-USD";
/** Without `--follow` a symbol that says nothing for this long is given up. */
const FIRST_TICK_TIMEOUT_MS = 15_000;

/** Prints one tick of each symbol, or with `--follow` every one until the command is ended. */
export async function prices(home: Home, options: PricesOptions, terminal: Terminal): Promise<Exit> {
  const symbols = options.symbols.length > 0 ? options.symbols : [DEFAULT_SYMBOL];
  const control = await connectControl(home, terminal.say);
  const waiting = new Set(symbols);
  const { promise: allSeen, resolve: seeAll } = Promise.withResolvers<void>();
  try {
    for (const symbol of symbols) {
      const topic = await control.join(`price:${symbol}`);
      const { simulated } = topic.reply;
      topic.on("status", ({ state, detail }) => {
        if (state !== "live") terminal.say(`${symbol}: ${state}${detail ? ` (${detail})` : ""}`);
      });
      topic.on("tick", (tick) => {
        if (!options.follow && !waiting.delete(symbol)) return;
        const { price, time, venue } = tick;
        terminal.data(
          { symbol, price, time, venue, simulated },
          `${symbol}  ${price}  ${new Date(Number(time)).toISOString()}  ${simulated === true ? "Simulated" : venue}`,
        );
        if (!options.follow && waiting.size === 0) seeAll();
      });
    }
    const lost = control.lost.then(() => {
      throw new CommandFailed("The companion stopped.");
    });
    await Promise.race([allSeen, lost, ...(options.follow ? [] : [noTick(waiting)])]);
    return Exit.done;
  } finally {
    control.close();
  }
}

function noTick(waiting: ReadonlySet<string>): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(
      () =>
        reject(
          new CommandFailed(`No price came for ${[...waiting].join(", ")}: check the network, or try DEMO.`),
        ),
      FIRST_TICK_TIMEOUT_MS,
    ).unref();
  });
}
