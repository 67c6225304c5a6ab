/** On the companion's pairing page: one trusted click hands the link's secret to the background. */

import * as v from "valibot";
import { defineContentScript } from "wxt/utils/define-content-script";
import {
  callBackground,
  type PairingOutcome,
  PairingOutcomeSchema,
} from "../../shared/extension/messages.ts";
import { readSaid } from "../../shared/texts/said.ts";
import { speak, text } from "../../shared/texts/text.ts";
import { arrivalHere } from "./arrival.ts";
import { watchButton } from "./button-sight.ts";

const INSTALLED = "pagewirePairing";

export default defineContentScript({
  matches: ["http://127.0.0.1/pair*"],
  runAt: "document_end",
  allFrames: false,
  main() {
    if (location.pathname !== "/pair" || window.top !== window || INSTALLED in globalThis) return;
    Object.defineProperty(globalThis, INSTALLED, { value: true });
    const button = document.querySelector<HTMLButtonElement>("button#pair");
    const status = document.querySelector<HTMLElement>('[role="status"]');
    const link = new URLSearchParams(location.search).get("link") ?? "";
    const secret = location.hash.slice(1);
    if (!button || !status || status.dataset.link !== "open") return;
    // The companion shows what to do without this script, and a button that does nothing yet.
    button.disabled = false;
    show("load", false);
    const begun = begin(() => {
      if (!button.disabled) status.textContent = text("pairing.press");
    });
    const noted = callBackground("pairingPage", { arrival: arrivalHere("led" in status.dataset) });
    const sight = watchButton(button);
    button.addEventListener("click", (event) => {
      // A script of the page can press buttons too; only a person's click counts.
      if (!event.isTrusted) return;
      const inSight = sight.isPlain(event);
      button.disabled = true;
      void pair(link, secret, Promise.all([noted, begun]), inSight, (sentence, isPaired = false) => {
        status.textContent = sentence;
        button.hidden = isPaired;
        show("paired", isPaired);
      });
    });
  },
});

/** Says how it goes; at the end, whether it went well. */
type Say = (sentence: string, isPaired?: boolean) => void;

/** Shows or hides a part of the page; those of other programs need not have it. */
function show(id: string, isShown: boolean): void {
  const part = document.getElementById(id);
  if (part) part.hidden = !isShown;
}

/** Takes the reader's language, which the background knows. */
async function begin(say: () => void): Promise<void> {
  const { tag, catalogue } = await callBackground("texts", {});
  speak(tag, catalogue, catalogue);
  say();
}

async function pair(
  link: string,
  secret: string,
  noted: Promise<unknown>,
  inSight: Promise<boolean>,
  say: Say,
): Promise<void> {
  try {
    say(text("pairing.pairing"));
    await noted;
    // What becomes of it may be told before the answer is here.
    const told = listen(link, say);
    const answer = await callBackground("pair", { link, secret, inSight: await inSight });
    if (answer.state === "paired") return say(text("pairing.paired"), true);
    if (answer.state === "failed") return say(readSaid(answer));
    if (told.isAnswered) return;
    say(text(answer.state === "shown" ? "pairing.shown" : "pairing.asked"));
    if (answer.state === "asked")
      setTimeout(() => !told.isAnswered && say(text("pairing.late")), answer.lifetimeMs);
  } catch {
    say(text("pairing.no-answer"));
  }
}

/** Says what has become of the link in pages of our own, as the background tells it; no answer changes nothing. */
function listen(link: string, say: Say): { readonly isAnswered: boolean } {
  const told = { isAnswered: false };
  chrome.runtime.onMessage.addListener((message: unknown, sender) => {
    const parsed = v.safeParse(PairingOutcomeSchema, message);
    if (sender.id !== chrome.runtime.id || sender.tab !== undefined || !parsed.success) return;
    const { pairingOutcome } = parsed.output;
    if (pairingOutcome.link !== link) return;
    told.isAnswered = true;
    say(wordsOf(pairingOutcome), pairingOutcome.state === "paired");
  });
  return told;
}

function wordsOf({ state, message, said }: PairingOutcome["pairingOutcome"]): string {
  return state === "failed"
    ? readSaid({ message, said })
    : text(state === "paired" ? "pairing.paired" : "pairing.shown");
}
