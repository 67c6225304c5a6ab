/** What has become of a picture that was sent: its way, that it has come, or why it has not, with what can be done. */

import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { callBackground } from "../../../shared/extension/messages.ts";
import { requestSite } from "../../../shared/extension/site-permissions.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { resumeSends } from "../../../shared/extension/store/sends.ts";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { readSaid } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";

const WORDS: Readonly<Record<Exclude<SendItem["state"], "failed" | "done">, PlainTextCode>> = {
  fetching: "sent.fetching",
  waiting: "sent.waiting-turn",
  sending: "sent.sending",
  paused: "sent.paused",
};

export function Outcome({ item }: { readonly item: SendItem }) {
  const { state, bytes, ackedBytes, said, message: why } = item;
  if (state === "done") {
    const words = text(item.already ? "sent.already" : "sent.done");
    return (
      <span class="outcome done" role="img" aria-label={words} title={words}>
        <Icon name="check" />
      </span>
    );
  }
  if (state === "failed") {
    const words = why === undefined ? text("sent.failed") : readSaid({ message: why, said });
    return (
      <div class="outcome failed">
        <span class="why" title={words}>
          {words}
        </span>
        <button type="button" tabIndex={-1} onClick={() => void tryAgain(item)}>
          {text(item.needsOrigin === undefined ? "action.retry" : "action.allow")}
        </button>
      </div>
    );
  }
  return (
    <div class="outcome on">
      <span>{text(WORDS[state])}</span>
      {state === "paused" ? (
        <button type="button" tabIndex={-1} onClick={() => void resumeSends([item.id])}>
          {text("action.resume")}
        </button>
      ) : (
        <progress
          aria-label={text(WORDS[state])}
          {...(state === "sending" && bytes ? { value: ackedBytes, max: bytes } : {})}
        />
      )}
    </div>
  );
}

/** The browser asks for a permission only at a press: the question comes before anything is awaited. */
async function tryAgain({ id, needsOrigin }: SendItem): Promise<void> {
  const isAllowed = needsOrigin === undefined || (await requestSite(needsOrigin));
  await callBackground("retry", { ids: [id], ...(isAllowed ? {} : { declined: true }) });
}
