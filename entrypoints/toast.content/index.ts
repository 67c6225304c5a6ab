/** Put into a page after a click in its menu: says what has become of it, over the page and out of the page's reach. */

import { defineContentScript } from "wxt/utils/define-content-script";
import { isOwnPage } from "../../shared/extension/own-page.ts";
import {
  isToastOrder,
  type ToastAnswer,
  type ToastOrder,
  type ToastPress,
} from "../../shared/extension/words/toast-words.ts";
import { ToastCard } from "./toast-card.ts";

const INSTALLED = "pagewireToast";

export default defineContentScript({
  registration: "runtime",
  main() {
    // Only a document of HTML has what a notice is made of.
    if (INSTALLED in globalThis || !(document.documentElement instanceof HTMLElement)) return;
    Object.defineProperty(globalThis, INSTALLED, { value: true });
    const card = new ToastCard((nonce) => {
      const press: ToastPress = { pagewireToast: { nonce } };
      // A background that has ended meanwhile knows of no such notice: nothing happens then.
      void chrome.runtime.sendMessage(press).catch(() => undefined);
    });
    chrome.runtime.onMessage.addListener((order: unknown, sender, respond) => {
      // The background is in no tab, our pages say so; whatever else says our id is a script in some page.
      const isOurs = sender.id === chrome.runtime.id && (sender.tab === undefined || isOwnPage(sender));
      if (!isOurs || !isToastOrder(order)) return false;
      void follow(card, order).then((isDone) => respond({ isDone } satisfies ToastAnswer));
      return true;
    });
  },
});

async function follow(card: ToastCard, order: ToastOrder): Promise<boolean> {
  switch (order.order) {
    case "show":
      return card.show(order.toast);
    case "away":
      return await card.goAway();
    case "back":
      card.comeBack();
      return true;
  }
}
