/** A side panel's state over the official phoenix client, against a companion that a test speaks for. */

import type { Socket } from "phoenix";
import { expect, onTestFinished } from "vitest";
import { Panel } from "../../../entrypoints/sidepanel/panel.ts";
import type { ConnectionReport } from "../../../shared/extension/connection/connection.ts";
import type { Settings } from "../../../shared/extension/store/settings.ts";
import { type FakeCompanion, startFakeCompanion } from "../../support/fake-socket.ts";
import { untilHolds } from "../../support/until-holds.ts";

export const live = { state: "live", detail: "Live." };
export const bar = [1_790_000_040, 10, 12, 8, 11, 1];
export const hour = [1_790_000_000, 9, 13, 7, 12, 5];
export const history = (topic: string, resolutionSeconds: unknown) => ({
  symbol: topic.slice("price:".length),
  venue: topic === "price:DEMO" ? "demo" : "coinbase",
  ...(topic === "price:ETH-USD" && { venueLabel: "Coinbase Exchange" }),
  simulated: topic === "price:DEMO",
  resolutionSeconds: resolutionSeconds ?? 60,
  bars: [bar],
});

/** Opens a panel and its companion, which refuses the topic `refuse`; both are closed when the test is over. */
export async function openPanel(settings: Settings = {}, refuse?: string) {
  const joinedWith: { resolutionSeconds?: number }[] = [];
  const asked: unknown[] = [];
  const companion = await startFakeCompanion(
    (topic, payload) => {
      joinedWith.push(payload as { resolutionSeconds?: number });
      if (topic === refuse) return ["error", { reason: "unknown_symbol", message: "No venue trades it." }];
      return ["ok", history(topic, (payload as { resolutionSeconds?: number }).resolutionSeconds)];
    },
    (_topic, event, payload) => {
      if (event === "history") asked.push(payload);
      return event === "history" ? answers.history : {};
    },
  );
  /** What a question for the history is answered with; a test may change it. */
  const answers: { history: unknown } = { history: { bars: [hour], gaps: [], filled: [] } };
  onTestFinished(() => companion.close());
  let give: (socket: Socket | undefined) => void = () => undefined;
  let unlistened = 0;
  const timers: { delayMs: number; run: () => void }[] = [];
  const written: Partial<Settings>[] = [];
  const report: ConnectionReport = { state: "connected", detail: "" };
  const panel = new Panel({
    connection: {
      onReport(listener) {
        listener(report);
        return () => (unlistened += 1);
      },
      onSocket(listener) {
        give = listener;
        return () => (unlistened += 1);
      },
      tryNow: () => undefined,
    },
    readSettings: () => Promise.resolve(settings),
    writeSettings: (patch) => Promise.resolve(void written.push(patch)),
    after(delayMs, run) {
      const timer = { delayMs, run };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  onTestFinished(() => panel.close());
  const connect = async () => give(await companion.connect());
  const lose = () => give(undefined);
  return {
    companion,
    panel,
    joinedWith,
    asked,
    answers,
    connect,
    lose,
    timers,
    written,
    unlistened: () => unlistened,
  };
}

export const view = (panel: Panel) => panel.watch.value?.view.value;
/** Waits until the panel has joined exactly these. */
export const joins = (companion: FakeCompanion, ...symbols: string[]) =>
  untilHolds(() =>
    expect([...companion.joined.keys()].sort()).toEqual(symbols.map((s) => `price:${s}`).sort()),
  );
