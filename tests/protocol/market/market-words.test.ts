/** The words about gaps, symbols and alerts: the bytes that the protocol's page shows, and what is refused. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  type AlertWish,
  decodeAlert,
  decodeAlerts,
  decodeAlertWish,
} from "../../../shared/protocol/market/alerts.ts";
import { decodeFeedStatus } from "../../../shared/protocol/market/feed-status.ts";
import { decodeGaps, MAX_GAPS } from "../../../shared/protocol/market/gaps.ts";
import { decodeFoundSymbols, decodeSymbolQuery } from "../../../shared/protocol/market/symbols.ts";
import { ProtocolError } from "../../../shared/protocol/protocol-error.ts";

const PAGE = readFileSync(path.resolve(import.meta.dirname, "../../../shared/protocol/README.md"), "utf8");

/** The payload of one line of the page's table, which is a frame as text. */
function golden(name: string): unknown {
  const line = PAGE.split("\n").find((row) => row.startsWith(`| ${name} | \``));
  const frame: unknown = JSON.parse(line?.split("`")[1] ?? "null");
  return Array.isArray(frame) ? frame[4] : undefined;
}

describe("the golden bytes", () => {
  it("of gaps are read", () => {
    expect(decodeGaps(golden("gaps"))).toEqual({
      gaps: [[1_700_000_100, 1_700_000_400]],
      filled: [[1_699_990_000, 1_699_990_060]],
    });
  });

  it("of a status are what is read, with the wait for the next try", () => {
    const status = golden("a status");
    expect(decodeFeedStatus(status)).toEqual(status);
    expect(status).toMatchObject({ state: "connecting", retryInMs: 12_000 });
  });

  it("of a search and its answer are read", () => {
    expect(decodeSymbolQuery(golden("symbols asked"))).toEqual({ query: "btc", venue: undefined });
    const reply = golden("symbols found") as { response: unknown };
    expect(decodeFoundSymbols(reply.response)).toEqual([
      { symbol: "BTC-USD", venues: ["coinbase", "kraken"] },
    ]);
  });

  it("of alerts are what is read, byte for byte", () => {
    const wish: AlertWish = { symbol: "BTC-USD", kind: "above", price: "70000", repeats: false };
    expect(decodeAlertWish(golden("an alert wished"))).toEqual(wish);
    const fired = decodeAlert(golden("an alert fired"));
    expect(fired).toEqual(golden("an alert fired"));
    expect(decodeAlerts({ alerts: [fired] })).toEqual([fired]);
  });
});

describe("a status", () => {
  it.each([["soon"], [-1], [1.5], [Number.MAX_SAFE_INTEGER], [null]])(
    "is no status with a wait of %j",
    (retryInMs) => {
      const status = { state: "connecting", detail: "Waiting.", retryInMs };
      expect(() => decodeFeedStatus(status)).toThrow(ProtocolError);
    },
  );
});

describe("gaps", () => {
  it("are none where nothing is said", () => {
    expect(decodeGaps({})).toEqual({ gaps: [], filled: [] });
  });

  it.each([
    [{ gaps: "none" }],
    [{ gaps: [[1]] }],
    [{ gaps: [[2, 1]] }],
    [{ gaps: [[1, 1]] }],
    [{ gaps: [[-1, 1]] }],
    [{ gaps: [[1.5, 2]] }],
    [
      {
        gaps: [
          [5, 9],
          [1, 2],
        ],
      },
    ],
    [{ filled: [[1_700_000_000_000, 1_700_000_000_001]] }],
    [{ gaps: Array.from({ length: MAX_GAPS + 1 }, (_, index) => [index, index + 1]) }],
  ])("such as %j are refused", (payload) => {
    expect(() => decodeGaps(payload)).toThrow(ProtocolError);
  });
});

describe("an alert's wish", () => {
  it("for a change needs a percentage and a time", () => {
    const wish = { symbol: "BTC-USD", kind: "change", percent: "2.5", withinSeconds: 3600 };
    expect(decodeAlertWish(wish)).toEqual({ ...wish, repeats: false });
  });

  it.each([
    [{ kind: "above", price: "1" }],
    [{ symbol: "btc", kind: "above", price: "1" }],
    [{ symbol: "BTC-USD", kind: "near", price: "1" }],
    [{ symbol: "BTC-USD", kind: "above" }],
    [{ symbol: "BTC-USD", kind: "above", price: 1 }],
    [{ symbol: "BTC-USD", kind: "below", price: "-1" }],
    [{ symbol: "BTC-USD", kind: "below", price: "NaN" }],
    [{ symbol: "BTC-USD", kind: "below", price: "1".repeat(40) }],
    [{ symbol: "BTC-USD", kind: "change", percent: "2" }],
    [{ symbol: "BTC-USD", kind: "change", percent: "2", withinSeconds: 1 }],
    [{ symbol: "BTC-USD", kind: "change", percent: "9000000", withinSeconds: 60 }],
    [[]],
    [null],
  ])("such as %j is refused", (payload) => {
    expect(() => decodeAlertWish(payload)).toThrow();
  });
});
