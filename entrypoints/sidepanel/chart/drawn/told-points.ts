/** What a series was told, so that it is told only what has changed; pure but for the series. */

import type { UTCTimestamp } from "lightweight-charts";

export interface Point {
  readonly time: UTCTimestamp;
  readonly value?: number;
  readonly color?: string;
}

/** What of a series is needed. */
export interface Told<P> {
  setData(points: P[]): void;
  update(point: P): void;
}

/** From how many changed points on telling all of them is cheaper. */
const MAX_UPDATES = 3;

export class ToldPoints {
  #told: readonly Point[] = [];

  tell(series: Told<Point>, points: readonly Point[]): void {
    const told = this.#told;
    this.#told = points;
    const same = points.findIndex((point, index) => !isSame(point, told[index]));
    if (same < 0 && points.length === told.length) return;
    const from = same < 0 ? points.length : same;
    // A series takes no point that is older than its last.
    const isNewest =
      told.length > 0 && from >= told.length - 1 && points[told.length - 1]?.time === told.at(-1)?.time;
    if (!isNewest || points.length - from > MAX_UPDATES) series.setData([...points]);
    else for (const point of points.slice(from)) series.update(point);
  }
}

function isSame(point: Point, told: Point | undefined): boolean {
  return (
    point === told || (told?.time === point.time && told.value === point.value && told.color === point.color)
  );
}
