/** Asks for the permission that a picture needs: for every site, for its own, or never. */

import { useEffect, useState } from "preact/hooks";
import { CAN_SAVE_PAGES } from "../../shared/extension/browser/saved-page.ts";
import { Brand } from "../../shared/extension/look/Brand.tsx";
import { callBackground } from "../../shared/extension/messages.ts";
import { helpfulOrigin, requestEverySite, requestSite } from "../../shared/extension/site-permissions.ts";
import type { SendItem } from "../../shared/extension/store/database.ts";
import { findSends, sendsIn } from "../../shared/extension/store/sends.ts";
import { writeSettings } from "../../shared/extension/store/settings.ts";
import { text } from "../../shared/texts/text.ts";

interface Asked {
  readonly item?: SendItem;
  /** Its own site, where a permission for that alone may help. */
  readonly origin?: string;
}

async function asked(id: string): Promise<Asked> {
  const [item] = await findSends([id]);
  const origin = item && (await helpfulOrigin(item));
  return { ...(item && { item }), ...(origin !== undefined && { origin }) };
}

export function App() {
  const [{ item, origin }, setAsked] = useState<Asked>({});
  useEffect(() => {
    const id = new URLSearchParams(location.search).get("item");
    if (id !== null) void asked(id).then(setAsked);
  }, []);
  const host = origin ? new URL(origin.replace("*:", "https:")).hostname : undefined;
  return (
    <>
      <Brand />
      <main>
        <h1>{text("title.ask")}</h1>
        <p>{text("ask.why")}</p>
        <div class="answers">
          <button type="button" onClick={() => void answerWith(item, requestEverySite())}>
            <strong>{text("ask.every")}</strong>{" "}
            <span>{text(CAN_SAVE_PAGES ? "ask.every-about" : "ask.every-again")}</span>
          </button>
          {origin !== undefined && host !== undefined && (
            <button type="button" onClick={() => void answerOnly(item, requestSite(origin))}>
              <strong>{text("ask.only", { host })}</strong>
              <span>{text("ask.only-about")}</span>
            </button>
          )}
          <button type="button" onClick={() => void answerNever(item)}>
            <strong>{text("ask.never")}</strong> <span>{text("ask.never-about")}</span>
          </button>
        </div>
      </main>
    </>
  );
}

/** With it, the background goes on by itself with everything that waits for it; without, this picture goes on as well as it can. */
async function answerWith(item: SendItem | undefined, asked: Promise<boolean>): Promise<void> {
  if (!(await asked)) await goOnWithout(item ? [item] : []);
  close();
}

/** One site is enough, or this picture goes on without. */
async function answerOnly(item: SendItem | undefined, asked: Promise<boolean>): Promise<void> {
  await asked;
  await goOnWithout(item ? [item] : []);
  close();
}

async function answerNever(item: SendItem | undefined): Promise<void> {
  await writeSettings({ neverAsk: true });
  const others = (await waiting()).filter(({ id }) => id !== item?.id);
  await goOnWithout([...(item ? [item] : []), ...others]);
  close();
}

/** What has failed for want of this permission alone; all else that has failed is no matter of this question. */
async function waiting(): Promise<SendItem[]> {
  return (await sendsIn("failed")).filter(({ said }) => said?.code === "capture.asks");
}

async function goOnWithout(items: readonly SendItem[]): Promise<void> {
  await Promise.all(items.map(({ id }) => callBackground("retry", { ids: [id], declined: true })));
}
