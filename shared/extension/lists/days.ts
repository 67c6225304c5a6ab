/** Under which day's heading a file stands: days of the last week each for themselves, then months. */

const DAYS_BY_THEMSELVES = 7;

/** From when on a heading counts, and up to before when. */
export interface DaySpan {
  readonly kind: "day" | "month";
  readonly from: number;
  readonly to: number;
}

/** The headings from now back to the oldest file. */
export function daySpans(now: number, oldest: number): DaySpan[] {
  const spans: DaySpan[] = [];
  const today = new Date(now);
  const dayStart = (back: number): number =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - back).getTime();
  // What a wrong clock has put into the future is of today.
  let to = Number.POSITIVE_INFINITY;
  for (let back = 0; back < DAYS_BY_THEMSELVES && to > oldest; back += 1) {
    const from = dayStart(back);
    spans.push({ kind: "day", from, to });
    to = from;
  }
  // The rest of this week's month has the month's heading too.
  let month = new Date(to - 1);
  while (to > oldest && spans.length < MAX_SPANS) {
    const isLast = spans.length === MAX_SPANS - 1;
    const from = isLast ? 0 : new Date(month.getFullYear(), month.getMonth(), 1).getTime();
    spans.push({ kind: "month", from, to });
    to = from;
    month = new Date(from - 1);
  }
  return spans;
}

/** Each is counted when the list opens: what is older still stands under the last one. */
const MAX_SPANS = 43;
