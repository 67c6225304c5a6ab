/** Gathers what the browser itself says of the extension: permissions, storage, counts. */

import { callBackground } from "../../shared/extension/messages.ts";
import { EVERY_SITE } from "../../shared/extension/site-permissions.ts";
import type { ReceivedState, SendState } from "../../shared/extension/store/database.ts";
import { countReceived } from "../../shared/extension/store/received.ts";
import { countSends } from "../../shared/extension/store/sends.ts";
import type { LocalAccess } from "./diagnosis.ts";
import type { ReportFacts } from "./report-text.ts";

const SEND_STATES: readonly SendState[] = ["fetching", "waiting", "sending", "paused", "done", "failed"];
const RECEIVED_STATES: readonly ReceivedState[] = [
  "receiving",
  "paused",
  "full",
  "stored",
  "failed",
  "declined",
];
const OWN_SITE = "http://127.0.0.1/*";

/** The sites somebody has allowed: this computer's own address comes with the extension. */
export function grantedSites(origins: readonly string[]): string[] {
  return origins.filter((origin) => !origin.startsWith("http://127.0.0.1/"));
}

/** What the browsers call the permission for this computer's own addresses, newest name first. */
const LOCAL_ACCESS_NAMES = ["loopback-network", "local-network-access"];

/** Whether the extension may reach the companion, as far as the browser tells. */
export async function readReach(): Promise<{ mayReach: boolean; localAccess: LocalAccess }> {
  const mayReach = await chrome.permissions.contains({ origins: [OWN_SITE] });
  return { mayReach, localAccess: await readLocalAccess() };
}

async function readLocalAccess(): Promise<LocalAccess> {
  for (const name of LOCAL_ACCESS_NAMES) {
    try {
      // The types do not know these names yet; a browser that does not know one throws.
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return state;
    } catch {}
  }
  return "unknown";
}

/** What of a report is asked anew each time. */
export async function readStanding(): Promise<
  Pick<
    ReportFacts,
    | "extensionVersion"
    | "build"
    | "browser"
    | "mayReadAllSites"
    | "sites"
    | "usedBytes"
    | "quotaBytes"
    | "sent"
    | "received"
  >
> {
  const [{ origins = [] }, { usage, quota }, sent, received, build] = await Promise.all([
    chrome.permissions.getAll(),
    navigator.storage.estimate(),
    countStates(SEND_STATES, countSends),
    countStates(RECEIVED_STATES, countReceived),
    callBackground("wake", {}).then(
      (answer) => answer.build,
      () => undefined,
    ),
  ]);
  return {
    extensionVersion: chrome.runtime.getManifest().version,
    build,
    browser: navigator.userAgent,
    mayReadAllSites: origins.includes(EVERY_SITE),
    sites: grantedSites(origins).filter((origin) => origin !== EVERY_SITE).length,
    usedBytes: usage,
    quotaBytes: quota,
    sent,
    received,
  };
}

/** How many are in each state; states in which nothing is are left out. */
async function countStates<State extends string>(
  states: readonly State[],
  count: (state: State) => Promise<number>,
): Promise<Record<string, number>> {
  const counts = await Promise.all(states.map(async (state) => [state, await count(state)] as const));
  return Object.fromEntries(counts.filter(([, number]) => number > 0));
}
