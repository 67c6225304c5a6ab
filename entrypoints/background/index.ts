/** The background: wires the parts together; every listener is registered before anything is awaited. */

import { defineBackground } from "wxt/utils/define-background";
import { openConnection } from "../../shared/extension/connection.ts";
import { leaveByConnection } from "../../shared/extension/membership.ts";
import { keepAwake } from "./alarm.ts";
import { startBadge } from "./badge.ts";
import { answerCalls } from "./calls.ts";
import { capture } from "./capture.ts";
import { missingOrigin } from "./capture-failed.ts";
import { greetAfterInstall } from "./install.ts";
import { createMenus, listenToMenus } from "./menus.ts";
import { startPairing } from "./pairing.ts";
import { startReceiving } from "./receiving.ts";
import { recoverCaptures, recoverSends } from "./recovery.ts";
import { retryFailed } from "./retries.ts";
import { startSending } from "./sending.ts";

declare const __BUILD_ID__: string;

export default defineBackground(() => {
  const startedAt = Date.now();
  const connection = openConnection({ name: "background" });
  const changed = startBadge(() => sending.batch);
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
    // While the bytes are got, the lane they will go over is opened.
    sending.warmUp();
    const pageUrl = tab?.url ?? info.pageUrl;
    const origin = missingOrigin(target.url, pageUrl);
    // The browser's question needs the click itself: it comes before anything is awaited.
    const permitted = origin
      ? chrome.permissions.request({ origins: [origin] }).catch(() => false)
      : Promise.resolve(true);
    const place = tab?.id === undefined ? undefined : { tabId: tab.id, frameId: info.frameId ?? 0 };
    const click = { target, place, pageUrl, title: tab?.title, permitted };
    const isConnected = (): boolean => connection.socket() !== undefined;
    void capture(click, { isConnected, sendNow: sending.sendNow }).finally(() => {
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
      await retryFailed(id, () => {
        changed();
        wake();
      });
      return {};
    },
    ...startPairing({ leaveKnown: () => leaveByConnection(connection) }),
  });
  const recovered = Promise.all([recoverSends(), recoverCaptures(startedAt)]);
  void recovered.finally(() => {
    changed();
    wake();
  });
});
