/** `pagewire alert`: what the companion watches prices for. */

import {
  ALERTS_TOPIC,
  AlertsEvent,
  decodeAlert,
  decodeAlerts,
  MAX_WITHIN_SECONDS,
  MIN_WITHIN_SECONDS,
  type PriceAlert,
} from "../../../shared/protocol/market/alerts.ts";
import { completedSymbol, isDecimal, isSymbol } from "../../../shared/protocol/price.ts";
import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { localTime } from "../../process/local-time.ts";
import { type CommandContext, withControl } from "../control/control.ts";
import type { JoinedTopic } from "../control/socket.ts";
import { CommandFailed, Exit, type Terminal } from "../terminal/terminal.ts";

export interface AlertOptions {
  readonly above?: string;
  readonly below?: string;
  readonly change?: string;
  readonly within?: string;
  readonly repeat?: boolean;
}

const WORDS = ["add", "list", "rm"] as const;

/** Adds, lists or removes; each alert is a line. */
export async function alert(
  context: CommandContext,
  options: AlertOptions,
  [word = "", ...named]: readonly string[],
): Promise<Exit> {
  if (!WORDS.some((known) => known === word))
    throw new CommandFailed(message("alert.word", { word }), Exit.usage);
  // What is wrong is said before anything is connected.
  const wish = word === "add" ? wishOf(options, named[0] ?? "", context.terminal) : undefined;
  const [id] = named;
  if (word === "rm" && id === undefined)
    throw new CommandFailed(message("alert.unknown", { id: "" }), Exit.usage);
  return await withControl(context, async (control, terminal) => {
    const topic = await control.join(ALERTS_TOPIC);
    if (wish) show(decodeAlert(await topic.ask(AlertsEvent.add, wish)), terminal);
    else if (word === "rm") await remove(topic, id ?? "", terminal);
    else list(decodeAlerts(topic.reply), terminal);
  });
}

function list(alerts: readonly PriceAlert[], terminal: Terminal): void {
  if (alerts.length === 0) terminal.say(text("alert.none"));
  for (const one of alerts) show(one, terminal);
}

async function remove(topic: JoinedTopic, id: string, terminal: Terminal): Promise<void> {
  const { id: whole } = await topic.ask(AlertsEvent.remove, { id });
  terminal.data({ id: whole, removed: true }, String(whole));
}

function show(one: PriceAlert, terminal: Terminal): void {
  const { id, symbol, state, firedAt, firedPrice } = one;
  const fired = firedAt === undefined ? "" : `  ${firedPrice}  ${localTime(firedAt)}`;
  terminal.data({ ...one }, `${id}  ${symbol}  ${markOf(one)}  ${text(`alert.state-${state}`)}${fired}`);
}

function markOf({ kind, price = "", percent = "", withinSeconds = 0 }: PriceAlert): string {
  return kind === "change"
    ? text("alert.mark-change", { percent, minutes: Math.round(withinSeconds / 60) })
    : text(`alert.mark-${kind}`, { price });
}

function wishOf(options: AlertOptions, typed: string, terminal: Terminal): object {
  const symbol = completedSymbol(typed);
  if (!isSymbol(symbol)) throw new CommandFailed(message("market.symbol-form"), Exit.usage);
  if (symbol !== typed) terminal.say(text("symbol.completed", { typed, symbol }));
  const { above, below, change, within, repeat = false } = options;
  const marks = [above, below, change].filter((mark) => mark !== undefined);
  const [mark] = marks;
  if (mark === undefined || marks.length > 1 || (change === undefined) !== (within === undefined))
    throw new CommandFailed(message("alert.wish"), Exit.usage);
  if (!isDecimal(mark)) throw new CommandFailed(message("alert.number", { value: mark }), Exit.usage);
  if (change === undefined) {
    return { symbol, kind: above === undefined ? "below" : "above", price: mark, repeats: repeat };
  }
  const withinSeconds = Math.round(Number(within) * 60);
  if (!(withinSeconds >= MIN_WITHIN_SECONDS && withinSeconds <= MAX_WITHIN_SECONDS)) {
    const [least, most] = [MIN_WITHIN_SECONDS / 60, MAX_WITHIN_SECONDS / 60];
    throw new CommandFailed(message("alert.minutes", { least, most }), Exit.usage);
  }
  return { symbol, kind: "change", percent: mark, withinSeconds, repeats: repeat };
}
