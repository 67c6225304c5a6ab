/** What is wrong between this browser and the companion, told apart, each with what mends it. */

import type { ConnectionReport } from "../../shared/extension/connection.ts";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";

/** How the browser stands to requests to this computer: the permission's state, or `unknown` where it has none. */
export type LocalAccess = "granted" | "prompt" | "denied" | "unknown";

/** What the diagnosis rests on. */
export interface Facts {
  readonly report: ConnectionReport;
  /** The port of the companion this browser is paired with. */
  readonly port: number | undefined;
  /** Whether the extension may reach the companion's address at all: users and policies can take that away. */
  readonly mayReach: boolean;
  readonly localAccess: LocalAccess;
}

export type Finding =
  | "connected"
  | "polling"
  | "connecting"
  | "not-running"
  | "other-program"
  | "cut"
  | "blocked"
  | "not-paired"
  | "revoked"
  | "version"
  | "other-companion"
  | "not-proven"
  | "refused";

export interface Diagnosis {
  readonly finding: Finding;
  /** What is the matter; empty where nothing is. */
  readonly what: string;
  /** What to do about it. */
  readonly fix: string;
}

const PAIR = "Run `npx pagewire pair` and open the link it prints in this browser.";
const SITE_ACCESS =
  "Open chrome://extensions, press Details at Pagewire and set Site access to “On all sites”, or switch on the address 127.0.0.1.";

/** Names the one thing that is the matter. */
export function diagnose(facts: Facts): Diagnosis {
  const finding = findingOf(facts);
  return { finding, ...SENTENCES[finding](facts) };
}

function findingOf({ report: { state, reason }, mayReach, localAccess }: Facts): Finding {
  if (state === "connected") return reason === "polling" ? "polling" : "connected";
  if (state === "not-paired") return "not-paired";
  if (state === "refused") {
    const isNamed = reason === "revoked" || reason === "version" || reason === "other-companion";
    return isNamed || reason === "not-proven" ? reason : "refused";
  }
  // A request that the browser stops looks just like one that nobody answers: only what it permits tells them apart.
  const isUnreachable = reason === "nothing-answers" || reason === "silent" || reason === "other-program";
  if (isUnreachable && (!mayReach || localAccess === "denied")) return "blocked";
  if (reason === "nothing-answers") return "not-running";
  if (reason === "other-program") return "other-program";
  return reason === "silent" ? "cut" : "connecting";
}

type Sentences = Omit<Diagnosis, "finding">;
const SENTENCES: Readonly<Record<Finding, (facts: Facts) => Sentences>> = {
  connected: () => ({ what: "", fix: "" }),
  polling: () => ({
    what: "Something on this computer cuts WebSockets, so files travel slowly.",
    fix: `Let a proxy or virus scanner pass WebSockets to ${LOOPBACK_ADDRESS} through.`,
  }),
  connecting: () => ({ what: "", fix: "" }),
  "not-running": (facts) => ({
    what: `Nothing answers on ${addressOf(facts)}: the companion is not running.`,
    fix: "Run `npx pagewire start` in the Pagewire folder. If it runs on another port, pair anew.",
  }),
  "other-program": (facts) => ({
    what: `Another program answers on ${addressOf(facts)}. It was sent nothing but a hello.`,
    fix: "End that program, then run `npx pagewire start`; or start the companion with --port and pair anew.",
  }),
  cut: (facts) => ({
    what: `The companion on ${addressOf(facts)} is there, but what this browser says does not get through.`,
    fix: "Look for a proxy, a virus scanner or a policy that filters this computer's own addresses; `npx pagewire doctor` checks the rest.",
  }),
  blocked: ({ mayReach }) => ({
    what: "The browser does not let Pagewire reach this computer.",
    fix: mayReach
      ? "Allow local network access for Pagewire in the browser's privacy settings, or ask who manages this browser."
      : SITE_ACCESS,
  }),
  "not-paired": () => ({ what: "This browser has no companion yet.", fix: PAIR }),
  revoked: () => ({
    what: "The companion no longer trusts this browser: its pairing was revoked.",
    fix: PAIR,
  }),
  version: () => ({
    what: "The companion and the extension are of different versions.",
    fix: "In the Pagewire folder run `npm run build` and start the companion again, then reload the extension in chrome://extensions.",
  }),
  "other-companion": (facts) => ({
    what: `Another companion than the known one runs on ${addressOf(facts)}.`,
    fix: `Start it with the home folder this browser was paired with (--home), or pair with the new one: ${PAIR}`,
  }),
  "not-proven": (facts) => ({
    what: `What answers on ${addressOf(facts)} could not prove to be the companion. It was sent nothing but a hello.`,
    fix: `Find out which program has the port; if it is the companion with new keys: ${PAIR}`,
  }),
  refused: ({ report }) => ({ what: report.detail, fix: "`npx pagewire doctor` says more." }),
};

function addressOf({ port }: Facts): string {
  return `${LOOPBACK_ADDRESS}:${port ?? "?"}`;
}
