/** The time axis of the library by the clock on the viewer's wall: its own begins days and hours in UTC. */

import { defaultHorzScaleBehavior, type TimeChartOptions, type UTCTimestamp } from "lightweight-charts";

const TimeBehaviour = defaultHorzScaleBehavior();
type Behaviour = InstanceType<typeof TimeBehaviour>;
type Points = Parameters<Behaviour["fillWeightsForPoints"]>[0];

type Weight = Points[number]["timeWeight"];
type Mark = Parameters<Behaviour["formatTickmark"]>[0];

/** What the library knows of a bar that begins a second, a minute, five minutes, a day. */
const [SECOND, MINUTE, FIVE_MINUTES, DAY] = [10, 20, 21, 50];
/** Steps of a clock that it does not know, each between two that it does. */
const STEPS = [
  { seconds: 5, of: SECOND, weight: 11 },
  { seconds: 15, of: SECOND, weight: 12 },
  { seconds: 30, of: SECOND, weight: 13 },
  { seconds: 900, of: FIVE_MINUTES, weight: 21.5 },
];

export class LocalTime extends TimeBehaviour {
  readonly #isUtc: () => boolean;
  #labels = 0;

  /** `isUtc` says whether bars are days, which are UTC days. */
  constructor(isUtc: () => boolean) {
    super();
    this.#isUtc = isUtc;
  }

  override options(): TimeChartOptions {
    return super.options() as TimeChartOptions;
  }

  /** How much a bar begins: a minute, an hour, a day. The bars keep their times, only what they begin is local. */
  override fillWeightsForPoints(points: Points, start: number): void {
    const from = Math.max(0, start - 1);
    const changed = points.slice(from);
    const seconds = changed.map(({ time }) => this.#onTheWall(Number(this.key(time))));
    const local = changed.map((point, index) => ({
      ...point,
      time: this.convertHorzItemToInternal(seconds[index] as UTCTimestamp),
    }));
    super.fillWeightsForPoints(local, start - from);
    for (const [index, { timeWeight }] of local.entries()) {
      const [point, at, before] = [changed[index], seconds[index], seconds[index - 1]];
      if (point && at !== undefined) point.timeWeight = finer(timeWeight, at, before);
    }
  }

  override formatTickmark(mark: Mark, options: Parameters<Behaviour["formatTickmark"]>[1]): string {
    const known = mark.weight < MINUTE ? SECOND : Math.floor(mark.weight);
    return super.formatTickmark({ ...mark, weight: known as Weight }, options);
  }

  /** Bold is what begins a day, or more; not one hour among hours. */
  override maxTickMarkWeight(marks: Parameters<Behaviour["maxTickMarkWeight"]>[0]): Weight {
    return Math.max(super.maxTickMarkWeight(marks), DAY) as Weight;
  }

  /** No label is kept: whether one fits depends on where it stands. */
  override cacheKey(): number {
    this.#labels += 1;
    return this.#labels;
  }

  #onTheWall(seconds: number): number {
    return this.#isUtc() ? seconds : seconds - new Date(seconds * 1000).getTimezoneOffset() * 60;
  }
}

function finer(weight: Weight, at: number, before: number | undefined): Weight {
  if (before === undefined) return weight;
  const begun = STEPS.findLast(
    ({ of, seconds }) => of === weight && Math.floor(at / seconds) !== Math.floor(before / seconds),
  );
  return (begun?.weight ?? weight) as Weight;
}
