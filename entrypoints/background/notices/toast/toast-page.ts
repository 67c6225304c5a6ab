/** Brings a notice into the page in which something was clicked, where the click has allowed a script. */

import * as v from "valibot";
import { readSettings } from "../../../../shared/extension/store/settings.ts";
import type { Toast, ToastAnswer, ToastOrder } from "../../../../shared/extension/words/toast-words.ts";
import { language, text } from "../../../../shared/texts/text.ts";
import type { SaidToast } from "./toast-rule.ts";

const SCRIPT = "/content-scripts/toast.js";
/** Scripts that are written from right to left, by the languages that use them. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar", "fa", "he", "ur"]);
/** A page that lets no script in for so long hangs. */
const PAGE_PATIENCE_MS = 3_000;
const AnswerSchema = v.object({ isDone: v.boolean() });

/** Returns whether it is in front of somebody: the browser's own pages let no script in, and a hidden tab shows nothing. */
export async function showToast(
  tabId: number,
  { tone, words }: SaidToast,
  action: Toast["action"] | undefined,
): Promise<boolean> {
  const { toasts = true, theme } = await readSettings();
  if (!toasts) return false;
  const toast: Toast = {
    tone,
    words,
    ...(action && { action }),
    close: text("toast.close"),
    language: language(),
    direction: RIGHT_TO_LEFT.has(language()) ? "rtl" : "ltr",
    ...(theme && { theme }),
  };
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PAGE_PATIENCE_MS));
  const answer = await Promise.race([putInto(tabId, toast), late]).catch(() => undefined);
  const parsed = v.safeParse(AnswerSchema, answer);
  return parsed.success && parsed.output.isDone;
}

async function putInto(tabId: number, toast: Toast): Promise<unknown> {
  const target = { tabId, frameIds: [0] };
  await chrome.scripting.executeScript({ target, files: [SCRIPT], injectImmediately: true });
  const order: ToastOrder = { pagewire: "toast", order: "show", toast };
  return await chrome.tabs.sendMessage<ToastOrder, ToastAnswer>(tabId, order, { frameId: 0 });
}
