/** How trustworthy the price is: one word, and why. */

import type { FeedState, FeedStatus } from "../../shared/protocol/price.ts";

const WORDS: Readonly<Record<FeedState, string>> = {
  live: "Live",
  stale: "Stale",
  connecting: "Connecting",
  blocked: "Blocked",
};

export function FeedChip({ status }: { readonly status: FeedStatus }) {
  return (
    <p class="feed" data-state={status.state} aria-live="polite">
      <span class="feed-word">{WORDS[status.state]}</span>
      {status.state === "live" ? null : <span class="feed-detail">{status.detail}</span>}
    </p>
  );
}
