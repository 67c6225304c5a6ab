/** The background: wires the parts together; every listener is registered before anything is awaited. */

import { defineBackground } from "wxt/utils/define-background";
import { openConnection } from "../../shared/extension/connection.ts";
import { leaveByConnection } from "../../shared/extension/membership.ts";
import { changeSend, listSends, sendBlob } from "../../shared/extension/sends.ts";
import { keepAwake } from "./alarm.ts";
import { showBadge } from "./badge.ts";
import { answerCalls } from "./calls.ts";
import { capture, captureAgain, missingOrigin } from "./capture.ts";
import { greetAfterInstall } from "./install.ts";
import { createMenus, listenToMenus } from "./menus.ts";
import { startPairing } from "./pairing.ts";
import { startReceiving } from "./receiving.ts";
import { recoverCaptures } from "./recovery.ts";
import { startSending } from "./sending.ts";

declare const __BUILD_ID__: string;

export default defineBackground(() => {
  const startedAt = Date.now();
  const connection = openConnection({ name: "background" });
  const changed = (): void => void showBadge();
  const sending = startSending(connection, changed);
  startReceiving(connection, changed);
  const wake = (): void => {
    connection.tryNow();
    sending.kick();
  };

  keepAwake(() => {
    connection.resume();
    sending.kick();
  });
  chrome.runtime.onStartup.addListener(createMenus);
  chrome.runtime.onInstalled.addListener((details) => {
    createMenus();
    void greetAfterInstall(details.reason);
  });
  listenToMenus((target, info, tab) => {
    const pageUrl = tab?.url ?? info.pageUrl;
    const origin = missingOrigin(target.url, pageUrl);
    // The browser's question needs the click itself: it comes before anything is awaited.
    const permitted = origin
      ? chrome.permissions.request({ origins: [origin] }).catch(() => false)
      : Promise.resolve(true);
    const place = tab?.id === undefined ? undefined : { tabId: tab.id, frameId: info.frameId ?? 0 };
    void capture({ target, place, pageUrl, title: tab?.title, permitted }).finally(() => {
      changed();
      wake();
    });
    changed();
  });
  answerCalls({
    wake: () => {
      wake();
      return Promise.resolve({ build: __BUILD_ID__ });
    },
    retry: async ({ id }) => {
      const failed = (await listSends()).filter(
        (item) => item.state === "failed" && (id === undefined || item.id === id),
      );
      for (const item of failed) {
        if (await sendBlob(item.id)) await changeSend(item.id, { state: "waiting" });
        else await captureAgain(item);
      }
      changed();
      wake();
      return {};
    },
    ...startPairing({ leaveKnown: () => leaveByConnection(connection) }),
  });
  void recoverCaptures(startedAt).finally(() => {
    changed();
    wake();
  });
});
