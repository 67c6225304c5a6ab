/** On the companion's pairing page: one trusted click hands the link's secret to the background. */

import { defineContentScript } from "wxt/utils/define-content-script";
import { callBackground } from "../shared/extension/messages.ts";

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
    status.textContent = "Press the button to pair this browser.";
    button.addEventListener("click", (event) => {
      // A script of the page can press buttons too; only a person's click counts.
      if (!event.isTrusted) return;
      button.disabled = true;
      status.textContent = "Pairing…";
      void pair(link, secret).then((sentence) => {
        status.textContent = sentence;
      });
    });
  },
});

async function pair(link: string, secret: string): Promise<string> {
  try {
    const answer = await callBackground("pair", { link, secret });
    return answer.paired ? "Paired. You can close this page." : answer.message;
  } catch {
    return "The Pagewire extension does not answer: reload this page and try again.";
  }
}
