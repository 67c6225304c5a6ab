/** Saves one received file, whether or not the popup stays open; shows how far it is, and why where it can't be. */

import { useEffect, useState } from "preact/hooks";
import { FileCard, NoFileCard } from "../../shared/extension/look/FileCard.tsx";
import { type OnRead, saveAsDownload } from "../../shared/extension/look/hand-over.ts";
import { closePage } from "../../shared/extension/look/page.ts";
import { Commands } from "../../shared/extension/look/Sentence.tsx";
import type { ReceivedItem } from "../../shared/extension/store/database.ts";
import { findReceived, isGone } from "../../shared/extension/store/received.ts";
import { isSoundReceived } from "../../shared/extension/store/sound-items.ts";
import { shownSize } from "../../shared/texts/figures.ts";
import { readError } from "../../shared/texts/said.ts";
import { text } from "../../shared/texts/text.ts";
import { chooser, saveInto } from "./saving.ts";

type State =
  | { readonly kind: "ready" | "handed-over" | "saved" }
  | { readonly kind: "saving"; readonly bytes: number }
  | { readonly kind: "failed"; readonly why: string };

export function App() {
  const [item, setItem] = useState<ReceivedItem>();
  const [state, setState] = useState<State>({ kind: "ready" });
  const run = async (
    work: (onRead: OnRead) => Promise<unknown>,
    then: "handed-over" | "saved",
  ): Promise<void> => {
    try {
      setState({ kind: "saving", bytes: 0 });
      await work((bytes) => setState({ kind: "saving", bytes }));
      setState({ kind: then });
    } catch (error) {
      // Who closes the browser's question has changed their mind.
      const isUnwanted = error instanceof DOMException && error.name === "AbortError";
      setState(isUnwanted ? { kind: "ready" } : { kind: "failed", why: readError(error) });
    }
  };
  const download = (file: ReceivedItem): void =>
    void run((onRead) => saveAsDownload(file, onRead), "handed-over");
  useEffect(() => {
    const query = new URLSearchParams(location.search);
    const id = query.get("id") ?? "";
    void look(id).then((found) => {
      if (typeof found === "string") return setState({ kind: "failed", why: found });
      setItem(found);
      if (!query.has("now")) return;
      // A page that the browser opens again at its next start is not to save again by itself.
      history.replaceState(null, "", `?id=${id}`);
      download(found);
    });
  }, []);
  const choose = chooser();
  const isIdle = state.kind !== "saving";
  const actions = (
    <>
      <p role="status">
        <Commands text={words(state, item)} />
      </p>
      {item && !isIdle && (
        <progress value={state.bytes} max={Math.max(1, item.bytes)} aria-label={text("save.saving")} />
      )}
      {item && isIdle && (
        <div class="answers">
          {isOver(state) && (
            <button type="button" class="primary" onClick={() => void closePage()}>
              {text("save.close")}
            </button>
          )}
          <button type="button" class={isOver(state) ? "" : "primary"} onClick={() => download(item)}>
            {text(state.kind === "ready" ? "action.save" : "save.again")}
          </button>
          {choose && (
            <button
              type="button"
              onClick={() => {
                // The browser asks only at a click: the question comes before anything is awaited.
                const asked = choose({ suggestedName: item.name });
                void run(async (onRead) => await saveInto(await asked, item, onRead), "saved");
              }}
            >
              {text("save.choose")}
            </button>
          )}
        </div>
      )}
    </>
  );
  return (
    <main>
      {!item && state.kind === "failed" ? (
        <NoFileCard why={state.why} isPage />
      ) : item ? (
        <FileCard file={item} heading="h1">
          {actions}
        </FileCard>
      ) : (
        <>
          <h1>{text("title.save")}</h1>
          {actions}
        </>
      )}
    </main>
  );
}

/** The file, or a sentence where there is none to save. */
async function look(id: string): Promise<ReceivedItem | string> {
  try {
    const item = await findReceived(id);
    if (!item || isGone(item)) return text("view.deleted");
    if (!isSoundReceived(item)) return text("received.damaged");
    return item.state === "stored" ? item : text("save.not-whole");
  } catch (error) {
    return readError(error);
  }
}

function isOver({ kind }: State): boolean {
  return kind === "handed-over" || kind === "saved";
}

function words(state: State, item: ReceivedItem | undefined): string {
  switch (state.kind) {
    case "ready":
      return item ? text("save.ready", { size: shownSize(item.bytes) }) : "";
    case "saving":
      return text("save.reading", {
        done: shownSize(state.bytes),
        size: shownSize(item?.bytes ?? 0),
      });
    case "handed-over":
      return text("save.handed-over");
    case "saved":
      return text("save.saved");
    case "failed":
      return state.why;
  }
}
