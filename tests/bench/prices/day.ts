/** What the companion's heap holds of a symbol after an hour and after a day of trades, in a time that is played. */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { RESOLUTIONS } from "../../../shared/protocol/price.ts";
import { playVenue } from "../../companion/prices/played/played-venue.ts";
import { WIRES } from "../../companion/prices/played/wires.ts";
import { type Figure, figure } from "../figure.ts";

const START_MS = Date.UTC(2026, 2, 3);
const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
const PER_SECOND = 4;
const MIB = 1024 * 1024;
const SILENT = { tick: () => undefined, bars: () => undefined, status: () => undefined };

export async function measureDay(): Promise<Figure[]> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heapMiB = (): number => {
    collect();
    return process.memoryUsage().heapUsed / MIB;
  };
  const [wire] = WIRES;
  if (!wire) throw new Error("There is no venue to play.");
  const played = playVenue(wire, START_MS);
  for (const resolution of RESOLUTIONS) await played.route.listen(resolution, SILENT);
  let id = 500;
  let afterAnHour = Number.NaN;
  for (let second = 0; second < DAY_S; second += 1) {
    if (second === HOUR_S) afterAnHour = heapMiB();
    for (let trade = 0; trade < PER_SECOND; trade += 1) {
      id += 1;
      const price = (60_000 + Math.sin(id / 900) * 500).toFixed(2);
      const timeMs = START_MS + second * 1000 + trade;
      played.say(wire.trade({ id, price, size: "0.25", timeMs, receivedMs: timeMs }));
    }
    played.clock.advance(1_000);
    if (second % 60 === 0) await played.settle();
  }
  const afterADay = heapMiB();
  await played.close();
  return [
    figure("a symbol's day of 345,600 trades: the heap", "MiB", [afterADay], {
      to: "after an hour of it",
      values: [afterAnHour],
    }),
  ];
}
