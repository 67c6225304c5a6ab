/** Put into a page of which a picture is taken: lets the user draw an area or point at a part, and scrolls it stretch by stretch. */

import { defineContentScript } from "wxt/utils/define-content-script";
import { isOwnPage } from "../../shared/extension/own-page.ts";
import { isShotQuestion, SHOT_PORT, type ShotQuestion } from "../../shared/extension/words/shot-words.ts";
import { chooseArea } from "./area.ts";
import { chooseElement } from "./element.ts";
import { ScrolledPage } from "./scrolled-page.ts";

const INSTALLED = "pagewireShot";

export default defineContentScript({
  registration: "runtime",
  main() {
    if (INSTALLED in globalThis) return;
    Object.defineProperty(globalThis, INSTALLED, { value: true });
    const page = new ScrolledPage();
    let ending = new AbortController();
    chrome.runtime.onConnect.addListener((port) => {
      if (port.name !== SHOT_PORT || !isOwnPage(port.sender)) return;
      ending.abort();
      ending = new AbortController();
      const own = ending;
      port.onDisconnect.addListener(() => {
        own.abort();
        page.restore();
      });
    });
    chrome.runtime.onMessage.addListener((asked: unknown, sender, respond) => {
      if (!isOwnPage(sender) || !isShotQuestion(asked)) return false;
      void answer(asked, page, ending.signal).then(respond, () => respond({}));
      return true;
    });
  },
});

async function answer(asked: ShotQuestion, page: ScrolledPage, signal: AbortSignal): Promise<unknown> {
  switch (asked.ask) {
    case "area":
      return { area: await chooseArea(asked.words, signal) };
    case "element":
      return { area: await chooseElement(asked.words, signal) };
    case "measure":
      return page.measure();
    case "go":
      return await page.go(asked);
    case "restore":
      page.restore();
      return {};
  }
}
