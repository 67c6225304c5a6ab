/** The list of what was sent, as the companion acknowledged it. */

import type { SendItem } from "../../shared/extension/database.ts";
import { callBackground } from "../../shared/extension/messages.ts";
import { removeSend } from "../../shared/extension/sends.ts";
import { shownName, shownSize, shownTime } from "../../shared/extension/shown-text.ts";

export function SentList({ items }: { readonly items: readonly SendItem[] | undefined }) {
  const failed = items?.filter((item) => item.state === "failed").length ?? 0;
  return (
    <section>
      <div class="head">
        <h2 id="sent">Sent</h2>
        {failed > 1 && (
          <button type="button" onClick={() => void callBackground("retry", {})}>
            Retry all
          </button>
        )}
      </div>
      <ul aria-labelledby="sent">
        {items?.map((item) => (
          <Sent key={item.id} item={item} />
        ))}
      </ul>
      {items?.length === 0 && (
        <p class="empty">Nothing yet. Right-click an image on a page and choose “Send to Pagewire”.</p>
      )}
    </section>
  );
}

function Sent({ item }: { readonly item: SendItem }) {
  const name = shownName(item.storedName ?? item.name);
  return (
    <li>
      <div class="words">
        <bdi class="name" title={item.url}>
          {name}
        </bdi>
        <About item={item} />
      </div>
      <div class="actions">
        {item.state === "failed" && (
          <button
            type="button"
            aria-label={`${item.needsOrigin ? "Allow" : "Retry"} ${name}`}
            onClick={() => void retry(item)}
          >
            {item.needsOrigin ? "Allow" : "Retry"}
          </button>
        )}
        <button type="button" aria-label={`Remove ${name}`} onClick={() => void removeSend(item.id)}>
          {item.state === "done" || item.state === "failed" ? "Remove" : "Cancel"}
        </button>
      </div>
    </li>
  );
}

function About({ item }: { readonly item: SendItem }) {
  switch (item.state) {
    case "fetching":
      return <span class="about">Getting it from its site…</span>;
    case "waiting":
      return <span class="about">Waiting for the computer · {shownSize(item.bytes)}</span>;
    case "sending":
      return (
        <span class="about">
          Sending · {shownSize(item.ackedBytes)} of {shownSize(item.bytes)}
          <progress
            value={item.ackedBytes}
            max={Math.max(1, item.bytes)}
            aria-label={`Sending ${item.name}`}
          />
        </span>
      );
    case "done":
      return (
        <span class="about">
          {item.already ? "Already on your computer" : "On your computer"} · {shownSize(item.bytes)} ·{" "}
          {shownTime(item.at)}
          {hostOf(item.url)}
        </span>
      );
    case "failed":
      return <span class="about bad">{item.message ?? "It could not be sent."}</span>;
  }
}

/** Where it came from, in a word; nothing where it came from no site. */
function hostOf(url: string): string {
  const host = URL.parse(url)?.host;
  return host ? ` · ${host}` : "";
}

/** The browser asks for a site's permission only at a click: the question comes before anything is awaited. */
async function retry(item: SendItem): Promise<void> {
  const allowed = item.needsOrigin ? await chrome.permissions.request({ origins: [item.needsOrigin] }) : true;
  if (allowed) await callBackground("retry", { id: item.id });
}
