/** Takes a picture of a page, or the page itself, and goes away when that is sent; comes to the front where something is to be said. */

import { useEffect, useState } from "preact/hooks";
import { maySavePages } from "../../shared/extension/browser/saved-page.ts";
import { closePage } from "../../shared/extension/look/page.ts";
import { type Errand, isErrand } from "../../shared/extension/page-errands.ts";
import { requestEverySite } from "../../shared/extension/site-permissions.ts";
import { message } from "../../shared/texts/message.ts";
import { readError } from "../../shared/texts/said.ts";
import { text } from "../../shared/texts/text.ts";
import { sendShot } from "./sending/send-shot.ts";
import { pageDocument } from "./taking/page-document.ts";
import { ShotFailed, takeShot } from "./taking/screenshot.ts";

type State =
  | { readonly is: "working"; readonly done: number; readonly all: number }
  | { readonly is: "asking" }
  | { readonly is: "failed"; readonly why: string };

const BEGINNING: State = { is: "working", done: 0, all: 0 };

/** What the page was opened for. */
function errandOf(search: string): { readonly tabId: number; readonly what: Exclude<Errand, "pictures"> } {
  const parameters = new URLSearchParams(search);
  const what = parameters.get("what");
  const tabId = Number(parameters.get("tab") ?? "-1");
  return { tabId, what: isErrand(what) && what !== "pictures" ? what : "visible" };
}

export function App() {
  const [state, setState] = useState<State>(BEGINNING);
  const run = async (): Promise<void> => {
    setState(BEGINNING);
    try {
      const isDone = await perform(setState);
      if (isDone) await closePage();
      else await comeToFront();
    } catch (error) {
      setState({ is: "failed", why: readError(error) });
      await comeToFront();
    }
  };
  useEffect(() => void run(), []);
  return (
    <main>
      <section class="card">
        {state.is === "working" && <Working {...state} />}
        {state.is === "asking" && (
          <>
            <h1>{text("shot.document")}</h1>
            <p>{text("shot.document-asks")}</p>
            <div class="answers">
              <button type="button" class="primary" onClick={() => void requestEverySite().then(run)}>
                {text("picker.allow")}
              </button>
              <button type="button" onClick={() => void closePage()}>
                {text("shot.close")}
              </button>
            </div>
          </>
        )}
        {state.is === "failed" && (
          <>
            <h1>{text("shot.failed")}</h1>
            <p role="alert">{state.why}</p>
            <div class="answers">
              <button type="button" class="primary" onClick={() => void again(run)}>
                {text("action.retry")}
              </button>
              <button type="button" onClick={() => void closePage()}>
                {text("shot.close")}
              </button>
            </div>
          </>
        )}
      </section>
    </main>
  );
}

function Working({ done, all }: { readonly done: number; readonly all: number }) {
  return (
    <>
      <h1>{text("shot.under-way")}</h1>
      <progress aria-label={text("shot.under-way")} {...(all > 0 ? { value: done, max: all } : {})} />
      <p class="muted">{text("shot.stay")}</p>
    </>
  );
}

/** Whether it is sent, or the user has thought better of it; else the page is still needed. */
async function perform(setState: (state: State) => void): Promise<boolean> {
  const { tabId, what } = errandOf(location.search);
  if (what === "document" && !(await maySavePages())) {
    setState({ is: "asking" });
    return false;
  }
  const tab = await chrome.tabs.get(tabId).catch(() => {
    throw new ShotFailed(message("shot.not-in-front"));
  });
  if (what === "document") {
    await sendShot(tab, { bytes: await pageDocument(tabId), kind: "document" });
    return true;
  }
  const shot = await takeShot(what, tabId, (done, all) => setState({ is: "working", done, all }));
  if (shot)
    await sendShot(tab, { bytes: shot.png, kind: "screenshot", ...(shot.note ? { note: shot.note } : {}) });
  return true;
}

async function comeToFront(): Promise<void> {
  const own = await chrome.tabs.getCurrent();
  if (own?.id !== undefined) await chrome.tabs.update(own.id, { active: true });
}

/** The page of which the picture is has to be in front for it. */
async function again(run: () => Promise<void>): Promise<void> {
  const { tabId, what } = errandOf(location.search);
  if (what !== "document") await chrome.tabs.update(tabId, { active: true }).catch(() => undefined);
  await run();
}
