/** The list of files that programs sent to this browser. */

import type { ReceivedItem } from "../../shared/extension/database.ts";
import { removeReceived } from "../../shared/extension/received.ts";
import { shownName, shownSize, shownTime } from "../../shared/extension/shown-text.ts";
import { saveFile } from "./save-file.ts";
import { Thumbnail } from "./Thumbnail.tsx";

export function ReceivedList({ items }: { readonly items: readonly ReceivedItem[] | undefined }) {
  return (
    <section>
      <div class="head">
        <h2 id="received">Received</h2>
      </div>
      <ul aria-labelledby="received">
        {items?.map((item) => (
          <Received key={item.id} item={item} />
        ))}
      </ul>
      {items?.length === 0 && (
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
  return (
    <li>
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
        <button type="button" aria-label={`Delete ${name}`} onClick={() => void removeReceived(item.id)}>
          Delete
        </button>
      </div>
    </li>
  );
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
      return (
        <span class="about">
          {shownSize(item.storedBytes)} of {shownSize(item.bytes)}
          <progress
            value={item.storedBytes}
            max={Math.max(1, item.bytes)}
            aria-label={`Receiving ${item.name}`}
          />
        </span>
      );
    case "failed":
      return <span class="about bad">{item.message ?? "It could not be received: have it sent again."}</span>;
  }
}

/** A page of our own shows it: a received file is never navigated to, so nothing in it can run. */
async function openFile(item: ReceivedItem): Promise<void> {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`/view.html?id=${item.id}`) });
}
