/** The list of what was sent and is to be sent, with what can be done about it. */

import type { SendItem } from "../../shared/extension/database.ts";
import { callBackground } from "../../shared/extension/messages.ts";
import { pauseSends, removeSend, resumeSends, sendsIn } from "../../shared/extension/sends.ts";
import { shownName } from "../../shared/extension/shown-text.ts";
import { focusNextRow } from "./row-focus.ts";
import { SentAbout } from "./SentAbout.tsx";
import type { SentView } from "./sent-view.ts";

export interface SentListProps {
  /** `undefined` until it has been read. */
  readonly sent: SentView | undefined;
  readonly isConnected: boolean;
  readonly onShowMore: () => void;
}

export function SentList({ sent, isConnected, onShowMore }: SentListProps) {
  return (
    <section>
      <div class="head">
        <h2 id="sent">Sent</h2>
        {sent && <ForAll sent={sent} />}
      </div>
      <ul aria-labelledby="sent">
        {sent?.items.map((item) => (
          <Sent key={item.id} item={item} isConnected={isConnected} />
        ))}
      </ul>
      {sent?.isAll === false && (
        <button type="button" class="more" aria-label="Show more of what was sent" onClick={onShowMore}>
          Show more
        </button>
      )}
      {sent?.items.length === 0 && (
        <p class="empty">Nothing yet. Right-click an image on a page and choose “Send to Pagewire”.</p>
      )}
    </section>
  );
}

/** What can be done to all at once, where there is more than one it can be done to. */
function ForAll({ sent: { open, paused, failed } }: { readonly sent: SentView }) {
  return (
    <div class="actions">
      {open > 1 && (
        <button type="button" onClick={() => void pauseAll()}>
          Pause all
        </button>
      )}
      {paused > 1 && (
        <button type="button" onClick={() => void resumeAll()}>
          Resume all
        </button>
      )}
      {failed > 1 && (
        <button type="button" onClick={() => void callBackground("retry", {})}>
          Retry all
        </button>
      )}
    </div>
  );
}

interface SentProps {
  readonly item: SendItem;
  readonly isConnected: boolean;
}

function Sent({ item, isConnected }: SentProps) {
  const name = shownName(item.storedName ?? item.name);
  const action = actionFor(item);
  const removing = item.state === "done" || item.state === "failed" ? "Remove" : "Cancel";
  return (
    <li>
      <div class="words">
        <bdi class="name" title={item.url}>
          {name}
        </bdi>
        <SentAbout item={item} isConnected={isConnected} />
      </div>
      <div class="actions">
        {action && (
          <button key="action" type="button" aria-label={`${action.word} ${name}`} onClick={action.act}>
            {action.word}
          </button>
        )}
        <button
          key="remove"
          type="button"
          aria-label={`${removing} ${name}`}
          onClick={({ currentTarget }) => {
            focusNextRow(currentTarget);
            void removeSend(item.id);
          }}
        >
          {removing}
        </button>
      </div>
    </li>
  );
}

/** The one thing to be done about an item as it stands; always the same button, so that the keyboard stays on it. */
function actionFor(item: SendItem): { word: string; act: () => void } | undefined {
  switch (item.state) {
    case "waiting":
    case "sending":
      return { word: "Pause", act: () => void pauseSends([item.id]) };
    case "paused":
      return { word: "Resume", act: () => void resume([item.id]) };
    case "failed":
      return { word: item.needsOrigin ? "Allow" : "Retry", act: () => void retry(item) };
    case "fetching":
    case "done":
      return undefined;
  }
}

async function pauseAll(): Promise<void> {
  await pauseSends((await sendsIn("waiting", "sending")).map(({ id }) => id));
}

async function resumeAll(): Promise<void> {
  await resume((await sendsIn("paused")).map(({ id }) => id));
}

/** The background may sleep: the call starts it. */
async function resume(ids: readonly string[]): Promise<void> {
  await resumeSends(ids);
  await callBackground("wake", {});
}

/** The browser asks for a site's permission only at a click: the question comes before anything is awaited. */
async function retry(item: SendItem): Promise<void> {
  const allowed = item.needsOrigin ? await chrome.permissions.request({ origins: [item.needsOrigin] }) : true;
  if (allowed) await callBackground("retry", { id: item.id });
}
