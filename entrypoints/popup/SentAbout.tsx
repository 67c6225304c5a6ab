/** What is said of one sent file under its name: where it stands, as the companion acknowledged it. */

import type { SendItem } from "../../shared/extension/database.ts";
import {
  shownDuration,
  shownName,
  shownSize,
  shownSpeed,
  shownTime,
} from "../../shared/extension/shown-text.ts";

export interface SentAboutProps {
  readonly item: SendItem;
  /** Whether the companion is there: without it everything waits for the computer, with it for its turn. */
  readonly isConnected: boolean;
}

export function SentAbout({ item, isConnected }: SentAboutProps) {
  switch (item.state) {
    case "fetching":
      return <span class="about">Getting it from its site…</span>;
    case "waiting":
      return (
        <span class="about">
          {isConnected ? "Waiting its turn" : "Waiting for the computer"} · {howFar(item)}
        </span>
      );
    case "sending":
      return (
        <span class="about">
          {["Sending", howFar(item), ...howFast(item)].join(" · ")}
          <Bar item={item} word="Sending" />
        </span>
      );
    case "paused":
      return (
        <span class="about">
          Paused · {howFar(item)}
          <Bar item={item} word="Paused" />
        </span>
      );
    case "done":
      return (
        <span class="about">
          {item.already ? "Already on your computer" : "On your computer"} ·{" "}
          {shownSize(item.bytes ?? item.ackedBytes)} · {shownTime(item.at)}
          {hostOf(item.url)}
        </span>
      );
    case "failed":
      return <span class="about bad">{item.message ?? "It could not be sent."}</span>;
  }
}

/** How much of it the computer has; without a known size the bar only says that it goes on. */
function Bar({ item, word }: { readonly item: SendItem; readonly word: string }) {
  const label = `${word} ${shownName(item.name)}`;
  if (item.bytes === null) return <progress aria-label={label} />;
  return <progress value={item.ackedBytes} max={Math.max(1, item.bytes)} aria-label={label} />;
}

function howFar({ ackedBytes, bytes }: SendItem): string {
  if (bytes === null) return shownSize(ackedBytes);
  return ackedBytes === 0 ? shownSize(bytes) : `${shownSize(ackedBytes)} of ${shownSize(bytes)}`;
}

function howFast({ ackedBytes, bytes, bytesPerSecond }: SendItem): string[] {
  if (!bytesPerSecond) return [];
  const speed = shownSpeed(bytesPerSecond);
  return bytes === null ? [speed] : [speed, `${shownDuration((bytes - ackedBytes) / bytesPerSecond)} left`];
}

/** Where it came from, in a word; nothing where it came from no site. */
function hostOf(url: string): string {
  const host = URL.parse(url)?.host;
  return host ? ` · ${host}` : "";
}
