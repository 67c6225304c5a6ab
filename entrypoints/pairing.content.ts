/** On the companion's pairing page: one trusted click hands the link's secret to the background. */

import * as v from "valibot";
import { defineContentScript } from "wxt/utils/define-content-script";
import { callBackground, PairingOutcomeSchema } from "../shared/extension/messages.ts";

const INSTALLED = "pagewirePairing";
const PAIRED = "Paired. You can close this page.";

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
    status.textContent = "Press the button to pair this browser.";
    button.addEventListener("click", (event) => {
      // A script of the page can press buttons too; only a person's click counts.
      if (!event.isTrusted) return;
      button.disabled = true;
      status.textContent = "Pairing…";
      void pair(link, secret, (sentence) => {
        status.textContent = sentence;
      });
    });
  },
});

async function pair(link: string, secret: string, say: (sentence: string) => void): Promise<void> {
  try {
    const answer = await callBackground("pair", { link, secret });
    if (answer.state === "paired") return say(PAIRED);
    if (answer.state === "failed") return say(answer.message);
    say("This browser has another companion already: answer in the Pagewire page that has just opened.");
    say(await outcome(link, answer.lifetimeMs));
  } catch {
    say("The Pagewire extension does not answer: reload this page and try again.");
  }
}

/** What the user has answered in the page of our own, as the background tells it; no answer changes nothing. */
function outcome(link: string, lifetimeMs: number): Promise<string> {
  return new Promise((resolve) => {
    const settle = (sentence: string): void => {
      chrome.runtime.onMessage.removeListener(listener);
      clearTimeout(deadline);
      resolve(sentence);
    };
    const listener = (message: unknown, sender: chrome.runtime.MessageSender): void => {
      const told = v.safeParse(PairingOutcomeSchema, message);
      if (sender.id !== chrome.runtime.id || sender.tab !== undefined || !told.success) return;
      const { pairingOutcome } = told.output;
      if (pairingOutcome.link === link) settle(pairingOutcome.paired ? PAIRED : pairingOutcome.message);
    };
    const late = "Nobody answered in time: this browser keeps the companion it has. Reload to try again.";
    const deadline = setTimeout(() => settle(late), lifetimeMs);
    chrome.runtime.onMessage.addListener(listener);
  });
}
