/** `pagewire prices`: the companion's ticks as lines, or its bars. */

import { completedSymbol, isSymbol } from "../../../shared/protocol/price.ts";
import { shownList } from "../../../shared/texts/figures.ts";
import { message } from "../../../shared/texts/message.ts";
import { readError } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { localTime } from "../../process/local-time.ts";
import { type CommandContext, connect } from "../control/control.ts";
import type { Topics } from "../control/far.ts";
import { CommandFailed, Exit, type Terminal } from "../terminal/terminal.ts";
import { type BarsOptions, CSV_HEAD, type HistoryWish, printHistory, readWish } from "./price-history.ts";

export interface PricesOptions extends Partial<BarsOptions> {
  readonly follow?: boolean;
}

const DEFAULT_SYMBOL = "BTC-USD";
/** Without `--follow` a symbol that says nothing for this long is given up. */
const FIRST_TICK_TIMEOUT_MS = 15_000;

/**
 * Prints one tick of each symbol, or with `--follow` every one until the command is ended. A reader that is too
 * slow is given only the newest of each symbol, as a slow reader of the companion itself is.
 */
export async function prices(
  context: CommandContext,
  options: PricesOptions,
  named: readonly string[],
): Promise<Exit> {
  const { terminal } = context;
  const wish = historyWish(options);
  const symbols = symbolsOf(named, terminal);
  const control = await connect(context);
  const waiting = new Set(symbols);
  const { promise: allSeen, resolve: seeAll } = Promise.withResolvers<void>();
  const held = new Map<string, () => void>();
  const show = (symbol: string, print: () => void): void => {
    if (!terminal.isBehind) return print();
    if (held.size === 0) void terminal.taken().then(showHeld);
    held.set(symbol, print);
  };
  const showHeld = (): void => {
    for (const print of held.values()) print();
    held.clear();
  };
  try {
    if (wish) return await history(control, symbols, wish, terminal);
    for (const symbol of symbols) {
      const topic = await control.join(`price:${symbol}`);
      const { simulated } = topic.reply;
      topic.on("status", ({ state, detail, said }) => {
        const why = detail ? ` (${readError({ message: detail, said })})` : "";
        if (state !== "live") terminal.say(`${symbol}: ${state}${why}`);
      });
      topic.on("tick", (tick) => {
        if (!options.follow && !waiting.delete(symbol)) return;
        const { price, time, venue } = tick;
        show(symbol, () =>
          terminal.data(
            { symbol, price, time, venue, simulated },
            `${symbol}  ${price}  ${localTime(Number(time))}  ${simulated === true ? text("panel.simulated") : venue}`,
          ),
        );
        if (!options.follow && waiting.size === 0) seeAll();
      });
    }
    const lost = control.lost.then(() => {
      throw new CommandFailed(message("command.stopped"));
    });
    await Promise.race([allSeen, lost, terminal.unread, ...(options.follow ? [] : [noTick(waiting)])]);
    return Exit.done;
  } finally {
    control.close();
  }
}

/** What was typed, as symbols are written; what is taken for another is said. */
function symbolsOf(named: readonly string[], terminal: Terminal): readonly string[] {
  if (named.length === 0) return [DEFAULT_SYMBOL];
  for (const typed of named) {
    const symbol = completedSymbol(typed);
    if (symbol !== typed && isSymbol(symbol)) terminal.say(text("symbol.completed", { typed, symbol }));
  }
  return [...new Set(named.map(completedSymbol))];
}

function historyWish({ bars, follow, ...others }: PricesOptions): HistoryWish | undefined {
  if (bars === undefined) {
    if (Object.keys(others).some((name) => ["from", "to", "csv"].includes(name)))
      throw new CommandFailed(message("series.needs-bars"), Exit.usage);
    return undefined;
  }
  if (follow) throw new CommandFailed(message("series.no-follow"), Exit.usage);
  return readWish({ bars, ...others });
}

async function history(
  control: Topics,
  symbols: readonly string[],
  wish: HistoryWish,
  terminal: Terminal,
): Promise<Exit> {
  if (wish.isCsv) terminal.line(CSV_HEAD);
  for (const symbol of symbols) {
    const topic = await control.join(`price:${symbol}`, { resolutionSeconds: wish.resolution });
    await printHistory(symbol, topic, wish, terminal);
  }
  return Exit.done;
}

function noTick(waiting: ReadonlySet<string>): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(
      () => reject(new CommandFailed(message("prices.no-price", { symbols: shownList(waiting) }))),
      FIRST_TICK_TIMEOUT_MS,
    ).unref();
  });
}
