/** The settings' addresses for venues: what makes no sense is named in one sentence. */

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { VenueAddressesSchema } from "../../../../companion/prices/settings/price-settings.ts";

describe("other addresses", () => {
  it.each([
    [{ mtgox: {} }, "mtgox", /no price venue .* known ones are coinbase, kraken/],
    [{ coinbase: { url: "http://127.0.0.1" } }, "coinbase.url", /must begin with ws:\/\//],
    [{ coinbase: { restUrl: "nonsense" } }, "coinbase.restUrl", /must begin with http:\/\//],
    [{ coinbase: { url: "demo://x" } }, "coinbase.url", /must begin with ws:/],
    [{ coinbase: { url: "ws://" } }, "coinbase.url", /name a host/],
    [{ coinbase: { restUrl: "http://" } }, "coinbase.restUrl", /name a host/],
  ])("that make no sense are refused: %j", (addresses, place, sentence) => {
    const { issues = [] } = v.safeParse(VenueAddressesSchema, addresses);
    expect(issues.map((issue) => v.getDotPath(issue))).toEqual([place]);
    expect(issues[0]?.message).toMatch(sentence);
  });
});
