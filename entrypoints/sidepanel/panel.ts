/** The panel's state: what is connected, asked for and shown; owns every price watch and its own timer. */

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { Connection, ConnectionReport } from "../../shared/extension/connection.ts";
import type { Settings } from "../../shared/extension/settings.ts";
import { VENUE_PATIENCE_MS } from "../../shared/protocol/limits.ts";
import { DEFAULT_RESOLUTION, parseSymbol, type Resolution } from "../../shared/protocol/price.ts";
import { type ChannelMaker, type PriceView, type PriceWatch, watchPrice } from "./price-watch.ts";
import { chooseSymbol, FIRST_SYMBOL, type SymbolChoice } from "./symbol-choice.ts";

export interface PanelOptions {
  readonly connection: Pick<Connection, "onReport" | "onSocket" | "tryNow">;
  readonly readSettings: () => Promise<Settings>;
  readonly writeSettings: (patch: Partial<Settings>) => Promise<void>;
  /** Calls once after a while; the returned function cancels it. */
  readonly after?: (delayMs: number, run: () => void) => () => void;
}

export interface Panel {
  readonly report: ReadonlySignal<ConnectionReport>;
  readonly choice: ReadonlySignal<SymbolChoice>;
  readonly resolution: ReadonlySignal<Resolution>;
  /** The shown symbol's price; absent until the settings are read. */
  readonly watch: ReadonlySignal<PriceWatch | undefined>;
  /** Shows a symbol from now on and remembers it. Throws `ProtocolError` on a malformed one. */
  pickSymbol(symbol: string): void;
  pickResolution(resolution: Resolution): void;
  /** Dials the companion now instead of after the next wait. */
  tryNow(): void;
  /** Leaves every topic; the connection stays its owner's. */
  close(): void;
}

/** Opens the panel on a connection and the stored settings. */
export function openPanel(options: PanelOptions): Panel {
  const { connection, readSettings, writeSettings, after = afterTimeout } = options;
  const report = signal<ConnectionReport>({ state: "connecting", detail: "" });
  const resolution = signal<Resolution>(DEFAULT_RESOLUTION);
  const facts = { picked: undefined as string | undefined, answered: false, patienceOver: false };
  const choice = signal(chooseSymbol(facts));
  const watch = signal<PriceWatch | undefined>(undefined);
  const watches = new Map<string, { readonly watch: PriceWatch; readonly unsubscribe: () => void }>();
  let socket: ChannelMaker | undefined;
  let ready = false;
  let closed = false;
  let cancelPatience: (() => void) | undefined;

  function noticeAnswer(view: PriceView): void {
    if (view.symbol !== FIRST_SYMBOL || view.status.state !== "live" || facts.answered) return;
    facts.answered = true;
    // Not within the signal's own notification: the watches are about to change.
    queueMicrotask(settle);
  }

  function stop(symbol: string): PriceView | undefined {
    const open = watches.get(symbol);
    watches.delete(symbol);
    open?.unsubscribe();
    open?.watch.close();
    return open?.watch.view.peek();
  }

  function start(symbol: string, before: PriceView | undefined): void {
    const opened = watchPrice(symbol, resolution.peek(), { before });
    watches.set(symbol, { watch: opened, unsubscribe: opened.view.subscribe(noticeAnswer) });
    opened.attach(socket);
  }

  /** Brings watches, patience and what is shown in line with the facts. */
  function settle(): void {
    if (!ready || closed) return;
    const next = chooseSymbol(facts);
    for (const [symbol, { watch: open }] of [...watches]) {
      const { resolution: listened } = open.view.peek();
      if (!next.asked.includes(symbol)) stop(symbol);
      else if (listened !== resolution.peek()) start(symbol, stop(symbol));
    }
    for (const symbol of next.asked) {
      if (!watches.has(symbol)) start(symbol, undefined);
    }
    beginPatience();
    batch(() => {
      if (choice.peek().shown !== next.shown || choice.peek().note !== next.note) choice.value = next;
      watch.value = watches.get(next.shown)?.watch;
    });
  }

  /** Patience runs only while somebody could answer. */
  function beginPatience(): void {
    const waiting = facts.picked === undefined && !facts.answered && !facts.patienceOver;
    if (!waiting || socket === undefined) {
      cancelPatience?.();
      cancelPatience = undefined;
    } else {
      cancelPatience ??= after(VENUE_PATIENCE_MS, () => {
        facts.patienceOver = true;
        settle();
      });
    }
  }

  const stopReports = connection.onReport((next) => {
    report.value = next;
  });
  const stopSockets = connection.onSocket((next) => {
    socket = next;
    for (const open of watches.values()) open.watch.attach(next);
    settle();
  });

  function begin(settings: Settings): void {
    facts.picked ??= wellFormed(settings.symbol);
    resolution.value = settings.resolutionSeconds ?? resolution.peek();
    ready = true;
    settle();
  }
  // Settings that cannot be read are as good as none: the panel shows prices all the same.
  readSettings().then(begin, () => begin({}));

  return {
    report,
    choice,
    resolution,
    watch,
    pickSymbol(symbol) {
      facts.picked = parseSymbol(symbol);
      remember({ symbol });
      settle();
    },
    pickResolution(next) {
      resolution.value = next;
      remember({ resolutionSeconds: next });
      settle();
    },
    tryNow: () => connection.tryNow(),
    close() {
      closed = true;
      cancelPatience?.();
      stopReports();
      stopSockets();
      for (const symbol of [...watches.keys()]) stop(symbol);
      watch.value = undefined;
    },
  };

  function remember(patch: Partial<Settings>): void {
    writeSettings(patch).catch(() => undefined);
  }
}

/** What an older version stored must not keep the panel from opening. */
function wellFormed(symbol: string | undefined): string | undefined {
  try {
    return symbol === undefined ? undefined : parseSymbol(symbol);
  } catch {
    return undefined;
  }
}

function afterTimeout(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}
