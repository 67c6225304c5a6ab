/** How the two lists are parted: what needs the user, what is under way, then by days. */

import { database, type ReceivedState, type SendState } from "../store/database.ts";
import { daySpans } from "./days.ts";
import { countBeginning, countSections, type Layout, type ListName, type Section } from "./sections.ts";

/** What a heading stands for; of a day or a month also when it begins, in milliseconds since 1970. */
export type Heading = "needs" | "running" | `${"day" | "month"} ${number}`;

/** The list of received files as it is now; with `rows`, only its beginning. Damaged entries that are in no section need the user. */
export function receivedLayout(now: number, rows?: number): Promise<Layout<Heading>> {
  return layoutOf(
    "received",
    {
      needs: ["full", "failed"],
      running: ["receiving", "paused"],
      rest: "stored",
      hidden: ["declined", "deleted"],
    },
    now,
    rows,
  );
}

/** The list of what was sent as it is now; with `rows`, only its beginning. */
export function sentLayout(now: number, rows?: number): Promise<Layout<Heading>> {
  return layoutOf(
    "sends",
    { needs: ["failed"], running: ["sending", "fetching", "waiting", "paused"], rest: "done", hidden: [] },
    now,
    rows,
  );
}

type State = SendState | ReceivedState;

interface States {
  readonly needs: readonly State[];
  readonly running: readonly State[];
  /** What has come to its end, and is shown by days. */
  readonly rest: State;
  /** What the list does not show. */
  readonly hidden: readonly State[];
}

const whole = (state: State): IDBKeyRange => IDBKeyRange.bound([state], [state, []]);

async function layoutOf(
  list: ListName,
  { needs, running, rest, hidden }: States,
  now: number,
  rows: number | undefined,
): Promise<Layout<Heading>> {
  const sections: Section<Heading>[] = [
    { key: "needs", ranges: needs.map(whole) },
    { key: "running", ranges: running.map(whole) },
  ];
  for (const { kind, from, to } of daySpans(now, await oldest(list, rest, now))) {
    // An array stands behind every number and every text.
    const end = to === Number.POSITIVE_INFINITY ? [] : to;
    sections.push({
      key: `${kind} ${from}`,
      ranges: [IDBKeyRange.bound([rest, from], [rest, end], false, true)],
    });
  }
  if (rows !== undefined) return await countBeginning(list, sections, rows);
  return await countSections(list, sections, hidden.map(whole), "needs");
}

async function oldest(list: ListName, state: State, now: number): Promise<number> {
  const index = (await database()).transaction(list).store.index("state");
  const at: unknown = (await index.openKeyCursor(whole(state)))?.key[1];
  return typeof at === "number" ? Math.min(at, now) : now;
}
