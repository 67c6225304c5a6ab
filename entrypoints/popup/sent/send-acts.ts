/** What the user can do about what is to be sent: pause, resume, retry, allow. */

import { callBackground } from "../../../shared/extension/messages.ts";
import { requestSite } from "../../../shared/extension/site-permissions.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { comesFromSite, pauseSends, resumeSends, sendsIn } from "../../../shared/extension/store/sends.ts";
import type { PlainTextCode } from "../../../shared/texts/message.ts";

export interface SendAction {
  readonly label: PlainTextCode;
  readonly act: () => void;
  /** As an icon among the row's actions; without one it is what the row is waiting for. */
  readonly icon?: "pause" | "play";
}

/** The one thing to be done about an item as it stands; always the same button, so that the keyboard stays on it. */
export function actionFor(item: SendItem): SendAction | undefined {
  const pause: SendAction = { label: "action.pause", icon: "pause", act: () => void pauseSends([item.id]) };
  switch (item.state) {
    case "waiting":
    case "sending":
      return pause;
    case "paused":
      return { label: "action.resume", icon: "play", act: () => void resume([item.id]) };
    case "fetching":
      // What only its page has can't be gone on with later.
      return comesFromSite(item) ? pause : undefined;
    case "failed":
      // Without a site, what never came can only be sent from its page again.
      if (!comesFromSite(item) && item.bytes === 0 && item.documentId === undefined && !item.needsOrigin)
        return undefined;
      return { label: item.needsOrigin ? "action.allow" : "action.retry", act: () => void retry(item) };
    case "done":
      return undefined;
  }
}

export async function pauseAll(): Promise<void> {
  await pauseSends((await sendsIn("fetching", "waiting", "sending")).map(({ id }) => id));
}

export async function resumeAll(): Promise<void> {
  await resume((await sendsIn("paused")).map(({ id }) => id));
}

export async function retryAll(): Promise<void> {
  await callBackground("retry", {});
}

/** The background may sleep: the call starts it. */
async function resume(ids: readonly string[]): Promise<void> {
  await resumeSends(ids);
  await callBackground("wake", {});
}

/** The browser asks for a site's permission only at a click: the question comes before anything is awaited. */
async function retry(item: SendItem): Promise<void> {
  // The browser may close the popup for its own question: with every site, the background goes on by itself.
  const allowed = item.needsOrigin === undefined || (await requestSite(item.needsOrigin));
  await callBackground("retry", { ids: [item.id], ...(allowed ? {} : { declined: true }) });
}
