/** The background: wires the parts together; every listener is registered before anything is awaited. */

import { defineBackground } from "wxt/utils/define-background";
import { ENDS_WITH_SOCKETS, stayAwake } from "../../shared/extension/browser/staying-awake.ts";
import { openConnection } from "../../shared/extension/connection/connection.ts";
import { learnCommands, leavePairing } from "../../shared/extension/connection/membership.ts";
import { keepAwake } from "./alarm.ts";
import { answerCalls } from "./calls/calls.ts";
import type { CaptureOptions } from "./capture/capture-options.ts";
import { endWithTabs } from "./capture/closed-tabs.ts";
import { askForPermission } from "./capture/permission-question.ts";
import { watchPointer } from "./capture/pointer-script.ts";
import { recover } from "./capture/recovery.ts";
import { retryFailed, retryPermitted } from "./capture/retries.ts";
import { carryOutDeleting } from "./deleting.ts";
import { greetAfterInstall } from "./install.ts";
import { menuItems } from "./menu/menu-items.ts";
import { startMenus } from "./menu/menus.ts";
import { type Notices, startNotices } from "./notices/notices.ts";
import { watchArrivals } from "./pairing/arrivals.ts";
import { startPairing } from "./pairing/pairing.ts";
import { startReceiving } from "./receiving/receiving.ts";
import { startSending } from "./sending/sending.ts";
import { speakAsSet } from "./spoken.ts";

declare const __BUILD_ID__: string;

export default defineBackground(() => {
  const [startedAt, texts] = [Date.now(), speakAsSet()];
  const connection = openConnection({ name: "background" });
  if (ENDS_WITH_SOCKETS) connection.onSocket((socket) => stayAwake(socket !== undefined));
  learnCommands(connection);
  const retry = (ids?: string[], declined?: boolean) => retryFailed(ids, declined, captures, onChange);
  const notices: Notices = startNotices({
    connection,
    batches: () => ({ outgoing: sending.batch, incoming }),
    find: (ids) => sending.queue.find(ids),
    retry: (id) => retry(id === undefined ? id : [id]),
    ask: askForPermission,
  });
  const sending = startSending(connection, { onProgress: notices.look, onDone: notices.isDone });
  const incoming = startReceiving(connection, notices.look);
  const wake = (): void => {
    connection.tryNow();
    sending.kick();
  };

  carryOutDeleting();
  keepAwake(() => {
    connection.resume();
    sending.kick();
  });
  const captures: CaptureOptions = {
    isConnected: () => connection.socket() !== undefined,
    queue: sending.queue,
    handOver: sending.handOver,
    onNoted: notices.follow,
    onPermissionNeeded: askForPermission,
  };
  const onChange = (isThere = true): void => {
    notices.look();
    if (isThere) wake();
  };
  startMenus(menuItems({ ...captures, warmUp: sending.warmUp, onChange }));
  chrome.runtime.onInstalled.addListener(({ reason }) => void greetAfterInstall(reason));
  endWithTabs(sending.stop);
  watchPointer();
  chrome.permissions.onAdded.addListener(() => void retryPermitted(captures, onChange));
  answerCalls({
    texts,
    wake: ({ follow }) => {
      wake();
      if (follow) void sending.queue.find([follow]).then(([item]) => item && notices.follow(item));
      return Promise.resolve({ build: __BUILD_ID__ });
    },
    retry: ({ ids, declined }) => retry(ids, declined).then(() => ({})),
    ...startPairing({ arrivals: watchArrivals(), leave: (known) => leavePairing(connection, known) }),
  });
  void recover(startedAt, captures).finally(onChange);
});
