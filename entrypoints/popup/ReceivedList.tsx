/** The list of files that programs sent to this browser. */

import type { ReceivedItem } from "../../shared/extension/database.ts";
import { callBackground } from "../../shared/extension/messages.ts";
import { continueReceived, pauseReceived, removeReceived } from "../../shared/extension/received.ts";
import { shownName, shownSize, shownTime } from "../../shared/extension/shown-text.ts";
import { focusNextRow } from "./row-focus.ts";
import { saveFile } from "./save-file.ts";
import { Thumbnail } from "./Thumbnail.tsx";

export interface ReceivedListProps {
  /** `undefined` until it has been read. */
  readonly received: { readonly items: readonly ReceivedItem[]; readonly isAll: boolean } | undefined;
  readonly onShowMore: () => void;
}

export function ReceivedList({ received, onShowMore }: ReceivedListProps) {
  return (
    <section>
      <div class="head">
        <h2 id="received">Received</h2>
      </div>
      <ul aria-labelledby="received">
        {received?.items.map((item) => (
          <Received key={item.id} item={item} />
        ))}
      </ul>
      {received?.isAll === false && (
        <button type="button" class="more" aria-label="Show more of what was received" onClick={onShowMore}>
          Show more
        </button>
      )}
      {received?.items.length === 0 && (
        <p class="empty">
          Nothing yet. Run <code>npx pagewire send photo.jpg</code>, or put a file into the folder{" "}
          <code>Outbox</code>.
        </p>
      )}
    </section>
  );
}

function Received({ item }: { readonly item: ReceivedItem }) {
  const name = shownName(item.name);
  const action = actionFor(item);
  return (
    <li class={item.state === "full" ? "asks" : undefined}>
      <Thumbnail item={item} />
      <div class="words">
        <bdi class="name" title={name}>
          {name}
        </bdi>
        <About item={item} />
      </div>
      <div class="actions">
        {item.state === "stored" && (
          <>
            <button type="button" aria-label={`Open ${name}`} onClick={() => void openFile(item)}>
              Open
            </button>
            <button type="button" aria-label={`Save ${name}`} onClick={() => void saveFile(item)}>
              Save
            </button>
          </>
        )}
        {action && (
          <button key="action" type="button" aria-label={`${action.word} ${name}`} onClick={action.act}>
            {action.word}
          </button>
        )}
        <button
          key="delete"
          type="button"
          aria-label={`Delete ${name}`}
          onClick={({ currentTarget }) => {
            focusNextRow(currentTarget);
            void removeReceived(item.id);
          }}
        >
          Delete
        </button>
      </div>
    </li>
  );
}

/** What can be done about a file that has not come yet. */
function actionFor(item: ReceivedItem): { word: string; act: () => void } | undefined {
  switch (item.state) {
    case "receiving":
      return { word: "Pause", act: () => void pauseReceived(item.id) };
    case "paused":
      return { word: "Resume", act: () => void goOn(item.id) };
    case "full":
      return { word: "Continue", act: () => void goOn(item.id) };
    case "stored":
    case "failed":
    case "declined":
      return undefined;
  }
}

/** The background may sleep: the call starts it. */
async function goOn(id: string): Promise<void> {
  await continueReceived(id);
  await callBackground("wake", {});
}

function About({ item }: { readonly item: ReceivedItem }) {
  switch (item.state) {
    case "stored":
      return (
        <span class="about">
          {shownSize(item.bytes)} · {shownTime(item.at)}
        </span>
      );
    case "receiving":
    case "paused":
      return (
        <span class="about">
          {item.state === "paused" && "Paused · "}
          {shownSize(item.storedBytes)} of {shownSize(item.bytes)}
          <Bar item={item} />
        </span>
      );
    case "full":
      return (
        <span class="about warn">
          {item.message}
          {item.storedBytes > 0 && <Bar item={item} />}
        </span>
      );
    case "declined":
      return null;
    case "failed":
      return <span class="about bad">{item.message ?? "It could not be received: have it sent again."}</span>;
  }
}

function Bar({ item }: { readonly item: ReceivedItem }) {
  const label = `${item.state === "receiving" ? "Receiving" : "Stopped"} ${shownName(item.name)}`;
  return <progress value={item.storedBytes} max={Math.max(1, item.bytes)} aria-label={label} />;
}

/** A page of our own shows it: a received file is never navigated to, so nothing in it can run. */
async function openFile(item: ReceivedItem): Promise<void> {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`/view.html?id=${item.id}`) });
}
