/** Has the browser start the companion: the native messaging host is asked, once its permission is given. */

import {
  decodeNativeAnswer,
  NATIVE_HOST,
  type NativeAnswer,
  START,
} from "../../protocol/install/native-words.ts";
import { message } from "../../texts/message.ts";
import { saying } from "../../texts/said.ts";

/** Asked for at the button, and never before. */
const PERMISSION = { permissions: ["nativeMessaging"] } satisfies chrome.permissions.Permissions;

/** Remembers over a reload of the page, and no longer, that it is to go on with the start. */
const GOES_ON = "start-goes-on";

/**
 * Called on a press, which is what the browser shows its question for. `undefined` where the user has said no; where
 * there is no host, or it is not for this extension, the answer says the command that installs it.
 */
export async function startByHost(): Promise<NativeAnswer | undefined> {
  if (!(await chrome.permissions.request(PERMISSION).catch(() => false))) return undefined;
  if (isAble()) return await ask();
  // Chromium gives a page that is open already nothing of a permission that has just been given: it begins anew.
  sessionStorage.setItem(GOES_ON, "1");
  location.reload();
  return undefined;
}

/** Goes on where the page began anew in the middle; `undefined` where it did not. */
export async function startGoesOn(): Promise<NativeAnswer | undefined> {
  if (sessionStorage.getItem(GOES_ON) === null) return undefined;
  sessionStorage.removeItem(GOES_ON);
  return isAble() ? await ask() : missing();
}

function isAble(): boolean {
  return typeof chrome.runtime.sendNativeMessage === "function";
}

async function ask(): Promise<NativeAnswer> {
  try {
    const answer: unknown = await chrome.runtime.sendNativeMessage(NATIVE_HOST, START);
    return decodeNativeAnswer(answer) ?? missing();
  } catch {
    return missing();
  }
}

function missing(): NativeAnswer {
  return { type: "failed", ...saying(message("wake.missing")) };
}
