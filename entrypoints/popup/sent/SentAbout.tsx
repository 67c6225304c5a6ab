/** What is said of one sent file under its name: where it stands, as the companion acknowledged it. */

import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { shownDuration, shownSize, shownSpeed } from "../../../shared/texts/figures.ts";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { readSaid } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { labelled } from "../rows/labelled.ts";
import { exactWhen, shownWhen } from "../rows/when.ts";
import { howWords } from "./how-words.ts";

export interface SentAboutProps {
  readonly item: SendItem;
  readonly now: number;
  /** Whether the companion is there: without it everything waits for the computer, with it for its turn. */
  readonly isConnected: boolean;
}

/** The line below the name; nothing where a sentence stands below the row. */
export function SentAbout({ item, now, isConnected }: SentAboutProps) {
  switch (item.state) {
    case "fetching":
      return <>{[text("sent.fetching"), ...howMuchIsFetched(item)].join(" · ")}</>;
    case "waiting":
      return (
        <>
          {text(isConnected ? "sent.waiting-turn" : "sent.waiting-computer")} · {howFar(item)}
        </>
      );
    case "sending":
      return <>{[text("sent.sending"), howFar(item), ...howFast(item)].join(" · ")}</>;
    case "paused":
      return (
        <>
          {text("sent.paused")} · {howFar(item)}
        </>
      );
    case "done":
      return <Done item={item} now={now} />;
    case "failed":
      return null;
  }
}

/** Where it is, how true it is, where it came from, how large, and when. */
function Done({ item, now }: Pick<SentAboutProps, "item" | "now">) {
  const how = howWords(item);
  const page = pageOf(item);
  const arrived = [text(item.already ? "sent.already" : "sent.done"), ...(how ? [how] : [])].join(" · ");
  // What is exact needs no word among the others.
  const isLess = how !== undefined && item.fidelity !== "original";
  return (
    <>
      <span class="arrived" title={arrived}>
        <Icon name="check" />
        <span class="unseen">{arrived} · </span>
      </span>
      {isLess && (
        <>
          <span class="less" aria-hidden="true">
            {how}
          </span>
          {" · "}
        </>
      )}
      {page && (
        <>
          <a href={page.href} target="_blank" rel="noreferrer" tabIndex={-1} title={item.title ?? page.href}>
            {page.host}
          </a>
          {" · "}
        </>
      )}
      {shownSize(item.bytes ?? item.ackedBytes)}
      {" · "}
      <time title={exactWhen(item.at)}>{shownWhen(item.at, now)}</time>
    </>
  );
}

/** The page it was shown in, else its own address; nothing where it came from no site. */
export function pageOf({ pageUrl, url }: Pick<SendItem, "pageUrl" | "url">): URL | undefined {
  for (const address of [pageUrl, url]) {
    const page = address === undefined ? null : URL.parse(address);
    if (page && /^https?:$/.test(page.protocol)) return page;
  }
  return undefined;
}

/** A bar for what is on its way, a sentence for what failed, and what else there is to know. */
export function SentBelow({ item }: { readonly item: SendItem }) {
  switch (item.state) {
    case "sending":
      return <Bar item={item} state="sent.sending" />;
    case "paused":
      return <Bar item={item} state="sent.paused" />;
    case "failed": {
      // What is only waited for is no failure.
      const isAsked = item.needsOrigin !== undefined;
      return (
        <p class={isAsked ? "warn" : "bad"}>
          {item.message === undefined
            ? text("sent.failed")
            : readSaid({ message: item.message, said: item.said })}
        </p>
      );
    }
    case "done":
      return item.said ? (
        <p class="hint">{readSaid({ message: item.message ?? "", said: item.said })}</p>
      ) : null;
    default:
      return null;
  }
}

/** How much of it the computer has; without a known size the bar only says that it goes on. */
function Bar({ item, state }: { readonly item: SendItem; readonly state: PlainTextCode }) {
  const label = labelled(state, shownName(item.name));
  if (item.bytes === null) return <progress aria-label={label} />;
  return <progress value={item.ackedBytes} max={Math.max(1, item.bytes)} aria-label={label} />;
}

function howFar({ ackedBytes, bytes }: SendItem): string {
  if (bytes === null) return shownSize(ackedBytes);
  return ackedBytes === 0
    ? shownSize(bytes)
    : text("sent.how-far", { done: shownSize(ackedBytes), size: shownSize(bytes) });
}

/** Nothing where it takes no time. */
function howMuchIsFetched({ bytes, gotBytes }: SendItem): string[] {
  if (gotBytes !== undefined) return [text("sent.so-far", { size: shownSize(gotBytes) })];
  return bytes ? [shownSize(bytes)] : [];
}

function howFast({ ackedBytes, bytes, bytesPerSecond }: SendItem): string[] {
  if (!bytesPerSecond) return [];
  const speed = shownSpeed(bytesPerSecond);
  return bytes === null
    ? [speed]
    : [speed, text("sent.left", { duration: shownDuration((bytes - ackedBytes) / bytesPerSecond) })];
}
