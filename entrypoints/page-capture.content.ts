/** Put into a page when something in it is clicked: tells what the page says of it, and reads what only the page can. */

import { defineContentScript } from "wxt/utils/define-content-script";
import { MAX_ALT_CHARACTERS, type PageAnswer, type PageQuestion } from "../shared/extension/messages.ts";

const INSTALLED = "pagewireCapture";

export default defineContentScript({
  registration: "runtime",
  main() {
    // A second click injects again; one listener answers for all.
    if (INSTALLED in globalThis) return;
    Object.defineProperty(globalThis, INSTALLED, { value: true });
    chrome.runtime.onMessage.addListener((message: unknown, sender, respond) => {
      // The background is in no tab; whatever else says our id is a script in some page.
      if (sender.id !== chrome.runtime.id || sender.tab !== undefined || !isQuestion(message)) return false;
      void answer(message).then(respond);
      return true;
    });
  },
});

function isQuestion(message: unknown): message is PageQuestion {
  return typeof message === "object" && message !== null && "pageCapture" in message;
}

async function answer({ pageCapture: { url, read } }: PageQuestion): Promise<PageAnswer> {
  const alt = altOf(url);
  const said = alt === undefined ? {} : { alt };
  if (!read) return said;
  try {
    const response = await fetch(url, { credentials: "include", cache: "force-cache" });
    if (!response.ok)
      return { ...said, message: `The site answered ${response.status} instead of the file.` };
    return { ...said, blob: await response.blob() };
  } catch {
    return { ...said, message: "The page no longer has these bytes: reload it and try again." };
  }
}

/** The alternative text of the image that shows this address. */
function altOf(url: string): string | undefined {
  const images = [...document.images].filter((image) => image.currentSrc === url || image.src === url);
  const [first] = images.filter((image) => image.alt !== "");
  return first?.alt.slice(0, MAX_ALT_CHARACTERS);
}
