/** The panel's state: what is connected, asked for and shown; owns every price watch and its own timer. */

import { batch, type Signal, signal } from "@preact/signals";
import type { Connection, ConnectionReport } from "../../shared/extension/connection/connection.ts";
import { VENUE_PATIENCE_MS } from "../../shared/extension/limits.ts";
import type { PriceView } from "../../shared/extension/prices/price-view.ts";
import type { ChannelMaker, PriceWatch } from "../../shared/extension/prices/price-watch.ts";
import { Watches } from "../../shared/extension/prices/watches.ts";
import type { ChartKind, Settings } from "../../shared/extension/store/settings.ts";
import { DEFAULT_RESOLUTION, isSymbol, parseSymbol, type Resolution } from "../../shared/protocol/price.ts";
import { Alerts } from "./asked/alerts.ts";
import { SymbolSearch } from "./asked/symbol-search.ts";
import { ChartDress } from "./chart-dress.ts";
import type { Range } from "./ranges.ts";
import { afterTimeout, type ChoiceFacts, chooseSymbol, NOTHING_KNOWN } from "./symbol-choice.ts";

export interface PanelOptions {
  readonly connection: Pick<Connection, "onReport" | "onSocket" | "tryNow">;
  readonly readSettings: () => Promise<Settings>;
  readonly writeSettings: (patch: Partial<Settings>) => Promise<void>;
  /** Calls once after a while; the returned function cancels it. */
  readonly after?: (delayMs: number, run: () => void) => () => void;
}

/** How many symbols the watch list holds: a companion gives one client the prices of 32. */
export const MAX_STARRED = 12;
/** How many picked symbols are remembered. */
const MAX_RECENT = 5;
/** The bars of the watch list's symbols, which are not drawn: they reach back a day. */
const LISTED_RESOLUTION: Resolution = 3600;

/** The panel on a connection and the stored settings. */
export class Panel {
  readonly report = signal<ConnectionReport>({ state: "connecting", detail: "" });
  readonly resolution = signal<Resolution>(DEFAULT_RESOLUTION);
  /** The span that was picked to be in view, until a length of bars is. */
  readonly range = signal<Range | undefined>(undefined);
  readonly chartKind = signal<ChartKind>("candles");
  readonly alerts = new Alerts();
  readonly search = new SymbolSearch();
  readonly dress = new ChartDress((patch) => this.#remember(patch));
  /** The symbol that the shown one is compared with. */
  readonly second = signal<string | undefined>(undefined);
  readonly choice = signal(chooseSymbol(NOTHING_KNOWN));
  readonly starred = signal<readonly string[]>([]);
  readonly recent = signal<readonly string[]>([]);
  /** The shown symbol's price; absent until the settings are read. */
  readonly watch = signal<PriceWatch | undefined>(undefined);
  /** The wanted symbol's: the same, where nothing stands in for it. */
  readonly wantedWatch = signal<PriceWatch | undefined>(undefined);
  /** The price of the symbol that it is compared with. */
  readonly secondWatch = signal<PriceWatch | undefined>(undefined);
  /** The watch list's prices, in its order. */
  readonly listed = signal<readonly PriceWatch[]>([]);
  readonly #options: PanelOptions;
  readonly #watches = new Watches((view) => this.#noticeAnswer(view));
  readonly #unsubscribers: readonly (() => void)[];
  #facts: ChoiceFacts = NOTHING_KNOWN;
  #cancelPatience: (() => void) | undefined;
  #socket: ChannelMaker | undefined;
  #isShown = true;
  /** From the settings' arrival to the end. */
  #isRunning = false;
  #isClosed = false;

  constructor(options: PanelOptions) {
    this.#options = options;
    const { connection, readSettings } = options;
    this.#unsubscribers = [
      connection.onReport((report) => {
        this.report.value = report;
      }),
      connection.onSocket((socket) => {
        this.#socket = socket;
        this.#watches.attach(this.#isShown ? socket : undefined);
        this.#settle();
      }),
    ];
    const begin = (settings: Settings): void => this.#begin(settings);
    // Settings that cannot be read are as good as none: the panel shows prices all the same.
    readSettings().then(begin, () => begin({}));
  }

  /** Shows a symbol from now on and remembers it. Throws `ProtocolError` on a malformed one. */
  pickSymbol(symbol: string): void {
    const picked = parseSymbol(symbol);
    this.recent.value = [symbol, ...this.recent.value.filter((other) => other !== symbol)].slice(
      0,
      MAX_RECENT,
    );
    this.#remember({ symbol, recentSymbols: [...this.recent.value] });
    this.#learn({ picked, hasAnswered: false, wantsStandIn: false });
  }

  /** Shows a span of time, in the bars that suit it; picked again, it is shown again. */
  pickRange(range: Range): void {
    this.pickResolution(range.resolution);
    this.range.value = { ...range };
  }

  pickResolution(resolution: Resolution): void {
    this.range.value = undefined;
    this.resolution.value = resolution;
    this.#remember({ resolutionSeconds: resolution });
    this.#settle();
  }

  pickChartKind(kind: ChartKind): void {
    this.chartKind.value = kind;
    this.#remember({ chart: kind });
  }

  /** Compares what is shown with another symbol, or with none. Throws `ProtocolError` on a malformed one. */
  pickSecond(symbol: string | undefined): void {
    this.second.value = symbol === undefined ? undefined : parseSymbol(symbol);
    this.#remember({ second: symbol ?? "" });
    this.#settle();
  }

  /** What is older than what is known comes into sight. */
  askOlder(): void {
    this.watch.peek()?.askOlder();
    this.secondWatch.peek()?.askOlder();
  }

  /** While nobody sees the panel it hears no prices; when somebody does it catches up. */
  setShown(isShown: boolean): void {
    if (this.#isShown === isShown) return;
    this.#isShown = isShown;
    this.#watches.attach(isShown ? this.#socket : undefined);
  }

  /** Puts a symbol on the watch list or takes it off; a full list takes no more. */
  toggleStar(symbol: string): void {
    const { value: starred } = this.starred;
    const isOn = starred.includes(symbol);
    if (!isOn && starred.length >= MAX_STARRED) return;
    this.starred.value = isOn ? starred.filter((other) => other !== symbol) : [...starred, symbol];
    this.#remember({ starred: [...this.starred.value] });
    this.#settle();
  }

  /** Shows the simulated market until the chosen symbol answers, which stays chosen. */
  showSimulated(): void {
    this.#learn({ wantsStandIn: true });
  }

  /** Asks for the chosen symbol anew. */
  retry(): void {
    this.#watches.retry(this.choice.peek().wanted);
  }

  /** Dials the companion now instead of after the next wait. */
  tryNow(): void {
    this.#options.connection.tryNow();
  }

  /** Leaves every topic; the connection stays its owner's. */
  close(): void {
    this.#isClosed = true;
    this.#cancelPatience?.();
    for (const unsubscribe of this.#unsubscribers) unsubscribe();
    this.#watches.follow(new Map());
    this.alerts.attach(undefined);
    this.search.close();
    batch(() => {
      this.watch.value = undefined;
      this.wantedWatch.value = undefined;
      this.secondWatch.value = undefined;
      this.listed.value = [];
    });
  }

  #begin(settings: Settings): void {
    const { symbol, resolutionSeconds, starred = [], recentSymbols = [], chart, second } = settings;
    this.dress.begin(settings);
    this.second.value = second && isSymbol(second) ? second : undefined;
    this.resolution.value = resolutionSeconds ?? this.resolution.peek();
    this.chartKind.value = chart ?? this.chartKind.peek();
    // What an older version stored must not keep the panel from opening.
    this.starred.value = starred.filter(isSymbol).slice(0, MAX_STARRED);
    this.recent.value = recentSymbols.filter(isSymbol).slice(0, MAX_RECENT);
    this.#isRunning = !this.#isClosed;
    const stored = symbol && isSymbol(symbol) ? symbol : undefined;
    this.#learn({ picked: this.#facts.picked ?? stored });
  }

  #learn(part: Partial<ChoiceFacts>): void {
    this.#facts = { ...this.#facts, ...part };
    this.#settle();
  }

  #noticeAnswer({ symbol, status }: PriceView): void {
    const isNews = !this.#facts.hasAnswered || this.#facts.wantsStandIn;
    if (symbol !== this.choice.peek().wanted || status.state !== "live" || !isNews) return;
    // Not within the signal's own notification: the watches are about to change.
    queueMicrotask(() => {
      if (symbol === this.choice.peek().wanted) this.#learn({ hasAnswered: true, wantsStandIn: false });
    });
  }

  /** Brings watches, patience and what is shown in line with what is known. */
  #settle(): void {
    if (!this.#isRunning || this.#isClosed) return;
    const next = chooseSymbol(this.#facts);
    const starred = this.starred.peek();
    const followed = new Map(starred.map((symbol) => [symbol, LISTED_RESOLUTION] as const));
    for (const symbol of next.asked) followed.set(symbol, LISTED_RESOLUTION);
    followed.set(next.shown, this.resolution.peek());
    const { value: second } = this.second;
    const isCompared = second !== undefined && second !== next.shown;
    if (isCompared) followed.set(second, this.resolution.peek());
    this.#watches.follow(followed);
    this.#keepPatience();
    batch(() => {
      const { wanted, shown } = this.choice.peek();
      if (wanted !== next.wanted || shown !== next.shown) this.choice.value = next;
      this.watch.value = this.#watches.of(next.shown);
      this.wantedWatch.value = this.#watches.of(next.wanted);
      this.secondWatch.value = isCompared ? this.#watches.of(second) : undefined;
      const listed = starred.map((symbol) => this.#watches.of(symbol)).filter((watch) => watch !== undefined);
      if (isOther(listed, this.listed)) this.listed.value = listed;
    });
  }

  /** Patience runs only while somebody could answer. */
  #keepPatience(): void {
    const { picked, hasAnswered, isPatienceOver } = this.#facts;
    if (picked || hasAnswered || isPatienceOver || !this.#socket) {
      this.#cancelPatience?.();
      this.#cancelPatience = undefined;
      return;
    }
    const { after = afterTimeout } = this.#options;
    this.#cancelPatience ??= after(VENUE_PATIENCE_MS, () => this.#learn({ isPatienceOver: true }));
  }

  #remember(patch: Partial<Settings>): void {
    this.#options.writeSettings(patch).catch(() => undefined);
  }
}

function isOther(next: readonly PriceWatch[], { value: now }: Signal<readonly PriceWatch[]>): boolean {
  return next.length !== now.length || next.some((watch, index) => watch !== now[index]);
}
