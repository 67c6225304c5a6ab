/** The charting library as it is, with a note of each time that a series is told something. */

import * as library from "lightweight-charts";

export * from "lightweight-charts";

/** One call of a series' `update` or `setData`. */
export interface Told {
  /** The frame it fell into, of those in which anything was told. */
  readonly frame: number;
  readonly series: number;
  readonly kind: "update" | "setData";
  /** The last point's time, and its price. */
  readonly time: unknown;
  readonly price: number | undefined;
  /** The time of the frame in which the library paints it, once that has begun. */
  paintedAtMs?: number;
}

const told: Told[] = [];
let frame = 0;
let series = 0;
let isCounting = false;
Object.assign(globalThis, { takeTold: () => told.splice(0), readTold: () => told });

interface Point {
  readonly time: unknown;
  readonly close?: number;
  readonly value?: number;
}

interface Series {
  update(point: Point): void;
  setData(points: readonly Point[]): void;
}

/** The panel's chart has a time axis of its own; what its chart is made of is no matter here. */
export function createChartEx(...args: Parameters<typeof library.createChartEx<library.Time, Axis>>) {
  const chart = library.createChartEx<library.Time, Axis>(...args);
  const add = chart.addSeries.bind(chart);
  chart.addSeries = (...given) => {
    const added = add(...given);
    noteCalls(added as unknown as Series);
    return added;
  };
  return chart;
}
type Axis = library.IHorzScaleBehavior<library.Time>;

function next(): void {
  isCounting = false;
  frame += 1;
}

function noteCalls(one: Series): void {
  const number = series++;
  const note = (kind: Told["kind"], point: Point | undefined): void => {
    // Frames in which nothing is told need no count, and are not to be had for it.
    if (!isCounting) requestAnimationFrame(next);
    isCounting = true;
    const one: Told = { frame, series: number, kind, time: point?.time, price: point?.close ?? point?.value };
    told.push(one);
    // The library asks for its frame in the same moment.
    requestAnimationFrame((ms) => {
      one.paintedAtMs = ms;
    });
  };
  const [update, setData] = [one.update.bind(one), one.setData.bind(one)];
  one.update = (point) => {
    note("update", point);
    update(point);
  };
  one.setData = (points) => {
    note("setData", points.at(-1));
    setData(points);
  };
}
