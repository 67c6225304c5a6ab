/** Faults of venues over real sockets and TLS, one after another, and what is told of each. */

import { DatabaseSync } from "node:sqlite";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, expect, type TestContext } from "vitest";
import { Market } from "../../../companion/prices/market.ts";
import type { PriceSettings } from "../../../companion/prices/settings/price-settings.ts";
import type { FeedStatus } from "../../../shared/protocol/price.ts";
import { venueNamed } from "../../companion/prices/played/played-venue.ts";
import { simpleBars } from "../../companion/prices/played/trades.ts";
import type { Wire } from "../../companion/prices/played/wires/wire.ts";
import { hurriedClock } from "../../support/hurried-clock.ts";
import { makeSelfSigned } from "../../support/self-signed.ts";
import { untilHolds } from "../../support/until-holds.ts";
import { type FaultyVenue, openFaultyVenue } from "./faulty-venue.ts";

/** A minute's patience is over in a second and a half. */
const TIMES = 40;
/** Bars whose candles are asked for once more are settled after this, by the hurried clock. */
const SETTLED_MS = 60_000;
export const HOLDER = { client: "one", isOwner: false, displaced: () => undefined };

// One for all: of several with the same name a program finds one, and that may be another's.
const certificate = makeSelfSigned("localhost");
const trustedBefore = getCACertificates("default");
setDefaultCACertificates([...trustedBefore, certificate.cert]);
afterAll(() => setDefaultCACertificates(trustedBefore));

/** A venue as its settings have it, where it is none of the built-in ones or needs more than its addresses. */
export interface FollowedVenue {
  readonly label: string;
  settings(url: string, restUrl: string): PriceSettings;
  /** Its prices carry no times of their own: its bars are made of when they came, and nobody else can say which. */
  readonly isTimeless: true;
  /** What is told of faults by their names, where it is not what other venues' are told as. */
  readonly told?: Readonly<Record<string, Fault["told"]>>;
}

/** A companion's market with one venue, which it trusts as it trusts the real one. */
export async function follow(
  wire: Wire,
  { onTestFinished }: Pick<TestContext, "onTestFinished">,
  followed?: FollowedVenue,
) {
  const clock = hurriedClock(TIMES);
  const venue = await openFaultyVenue(wire, clock, certificate);
  onTestFinished(() => venue.close());
  const database = new DatabaseSync(":memory:");
  onTestFinished(() => database.close());
  const settings = followed?.settings(venue.url, venue.restUrl) ?? {
    order: [wire.name],
    venues: { [wire.name]: { url: venue.url, restUrl: venue.restUrl } },
  };
  const market = new Market({ database, settings, log: () => undefined, clock });
  onTestFinished(() => market.close());
  const statuses: FeedStatus[] = [];
  const listener = {
    tick: () => undefined,
    bars: () => undefined,
    status: (status: FeedStatus) => void statuses.push(status),
  };
  const { part } = await market.listen(wire.symbol, 60, listener, HOLDER);
  const untilLive = (after: string) =>
    untilHolds(() => expect(statuses.at(-1), `${wire.name}, ${after}`).toMatchObject({ state: "live" }));
  await untilLive("at first");
  return { clock, venue, market, statuses, untilLive, part };
}

interface Fault {
  /** What is told meanwhile, one after the other. */
  readonly told: readonly (readonly [FeedStatus["state"], words: string])[];
  begin(venue: FaultyVenue): unknown;
  end?(venue: FaultyVenue): unknown;
}

const GARBAGE = ["", "null", "[]", "{", "<html>502</html>", '"x"', '{"type":5,"e":[],"event":{}}', "\u0000"];
const NO_PRICE = "VENUE is connected but sends no price of SYMBOL.";
const NO_CONNECTION = [["connecting", "No connection to VENUE; trying again."]] as const;

const page = (status: string, more = ""): string =>
  `HTTP/1.1 ${status}\r\nContent-Type: text/html\r\n${more}Content-Length: 20\r\nConnection: close\r\n\r\n<html>Sign in</html>`;

/** Lines are cut, so that all has to be dialled anew, and find this. */
const answering = (text: string): Pick<Fault, "begin"> => ({
  begin(venue) {
    venue.manners = { upgrade: (_request, socket) => socket.end(text) };
    venue.end();
  },
});

const FAULTS: Readonly<Record<string, Fault>> = {
  "a refused connection": {
    told: [["connecting", "VENUE does not answer; trying again."]],
    begin: (venue) => venue.shut(),
    end: (venue) => venue.open(),
  },
  "a connection that is accepted and left alone": {
    told: [["connecting", "VENUE does not answer; trying again."]],
    begin(venue) {
      venue.manners = { connection: () => true };
      venue.end();
    },
  },
  "a line that stands and says nothing": {
    told: [...NO_CONNECTION, ["stale", NO_PRICE]],
    begin(venue) {
      venue.manners = { isSilent: true };
    },
  },
  "a line that says nothing but garbage": {
    told: [...NO_CONNECTION, ["stale", NO_PRICE]],
    begin(venue) {
      venue.manners = { isSilent: true };
      const timer = setInterval(() => {
        for (const text of GARBAGE) venue.say(text);
        venue.say(new Uint8Array(64));
      }, 20);
      venue.closing(() => clearInterval(timer));
    },
  },
  "an end with code 1000": { told: NO_CONNECTION, begin: (venue) => venue.end(1000) },
  "an end with code 1012": { told: NO_CONNECTION, begin: (venue) => venue.end(1012) },
  "an end without a goodbye": { told: NO_CONNECTION, begin: (venue) => venue.end() },
  "a frame larger than any of a venue's": {
    told: NO_CONNECTION,
    begin: (venue) => venue.say(" ".repeat(1024 * 1024)),
  },
  "a certificate that nobody vouches for": {
    told: [["blocked", "This network answers for VENUE with a false certificate"]],
    begin(venue) {
      venue.show(makeSelfSigned("localhost"));
      venue.end();
    },
    end: (venue) => venue.show(certificate),
  },
  "an answer in plain text": {
    told: [["blocked", "What answers for VENUE on this network is not VENUE"]],
    begin(venue) {
      const connection: FaultyVenue["manners"]["connection"] = (socket) => {
        socket.end(page("302 Found", "Location: http://sign.in/\r\n"));
        return true;
      };
      venue.manners = { connection };
      venue.end();
    },
  },
  "a page to sign in at, without a redirect": {
    told: [["blocked", "This network leads connections to VENUE elsewhere (HTTP 200)"]],
    ...answering(page("200 OK")),
  },
  "a redirect": {
    told: [["blocked", "This network leads connections to VENUE elsewhere (HTTP 302)"]],
    ...answering(page("302 Found", "Location: https://sign.in/\r\n")),
  },
  "a network that blocks": {
    told: [["blocked", "VENUE refuses connections from this network (HTTP 403)."]],
    ...answering(page("403 Forbidden")),
  },
  "a venue that is down": {
    told: [["connecting", "VENUE is down (HTTP 503); trying again."]],
    ...answering(page("503 Service Unavailable")),
  },
  "a flood": {
    told: [],
    begin(venue) {
      const frame = JSON.stringify({ type: "unheard-of", filler: "x".repeat(200) });
      for (let count = 0; count < 20_000; count++) venue.say(frame);
    },
  },
  "candles that are asked for too often, and a page in their place": {
    told: NO_CONNECTION,
    begin(venue) {
      let asked = 0;
      venue.manners = {
        candles(response) {
          asked += 1;
          if (asked === 1) response.writeHead(429, { "retry-after": "3" }).end();
          else if (asked === 2) response.writeHead(200).end("<html>Sign in</html>");
          else venue.manners = {};
          if (asked > 2) response.writeHead(503).end();
        },
      };
      venue.end();
    },
    end: () => undefined,
  },
};

/** Goes through all faults of one venue: each is told in words, the price comes back, and at the end no hole is left. */
export async function goThroughFaults(
  wire: Wire,
  context: Pick<TestContext, "onTestFinished">,
  followed?: FollowedVenue,
): Promise<void> {
  const { clock, venue, statuses, untilLive, part } = await follow(wire, context, followed);
  const said = () => statuses.map(({ state, detail }) => `${state}: ${detail}`);
  const label = followed?.label ?? venueNamed(wire.name).label;
  for (const [name, { told, begin, end }] of Object.entries(FAULTS)) {
    const before = statuses.length;
    await begin(venue);
    for (const [state, words] of followed?.told?.[name] ?? told) {
      const text = words.replaceAll("VENUE", label).replace("SYMBOL", wire.symbol);
      await untilHolds(() =>
        expect(said().slice(before), `${label}: ${name}`).toContainEqual(
          expect.stringContaining(`${state}: ${text}`),
        ),
      );
    }
    if (end) await end(venue);
    else venue.manners = {};
    await untilLive(name);
  }
  const dials = venue.dialledAtMs;
  expect(dials.length, "no storm of dials").toBeLessThan(clock.monotonicMs() / 1_000);
  if (followed?.isTimeless) return;
  const first = Math.ceil((venue.trades[0]?.timeMs ?? 0) / 60_000) * 60;
  await untilHolds(async () => {
    const to = Math.floor((clock.wallMs() - SETTLED_MS) / 60_000) * 60;
    const within = ([time]: readonly [number, ...unknown[]]) => time >= first && time < to;
    const { gaps, bars } = await part(60, first, to);
    expect(gaps, label).toEqual([]);
    expect(bars, label).toEqual(simpleBars(venue.trades, 60).filter(within));
    expect(bars.length).toBeGreaterThan(3);
  });
}
