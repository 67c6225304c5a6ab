/** What is wrong between this browser and the companion, told apart, each with what mends it. */

import type { ConnectionReport } from "../../shared/extension/connection/connection.ts";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { text } from "../../shared/texts/text.ts";

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
  | "unseen"
  | "revoked"
  | "twin"
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

/** Names the one thing that is the matter. */
export function diagnose(facts: Facts): Diagnosis {
  const finding = findingOf(facts);
  return { finding, ...SENTENCES[finding](facts) };
}

function findingOf({ report: { state, reason }, mayReach, localAccess }: Facts): Finding {
  if (state === "connected") return reason === "polling" ? "polling" : "connected";
  if (state === "not-paired") return reason === "unseen" ? "unseen" : "not-paired";
  if (state === "refused") {
    const isNamed =
      reason === "revoked" || reason === "twin" || reason === "version" || reason === "other-companion";
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
    what: text("diagnosis.polling"),
    fix: text("diagnosis.polling-fix", { address: LOOPBACK_ADDRESS }),
  }),
  connecting: () => ({ what: "", fix: "" }),
  "not-running": (facts) => ({
    what: text("diagnosis.not-running", { address: addressOf(facts) }),
    fix: text("diagnosis.not-running-fix"),
  }),
  "other-program": (facts) => ({
    what: text("diagnosis.other-program", { address: addressOf(facts) }),
    fix: text("diagnosis.other-program-fix"),
  }),
  cut: (facts) => ({
    what: text("diagnosis.cut", { address: addressOf(facts) }),
    fix: text("diagnosis.cut-fix"),
  }),
  blocked: ({ mayReach }) => ({
    what: text("diagnosis.blocked"),
    fix: text(mayReach ? "diagnosis.local-access" : "diagnosis.site-access"),
  }),
  "not-paired": () => ({ what: text("diagnosis.not-paired"), fix: text("diagnosis.pair") }),
  unseen: () => ({ what: text("connection.unseen"), fix: "" }),
  revoked: () => ({ what: text("diagnosis.revoked"), fix: text("diagnosis.pair") }),
  twin: () => ({ what: text("diagnosis.twin"), fix: text("diagnosis.pair") }),
  version: () => ({ what: text("diagnosis.version"), fix: text("diagnosis.version-fix") }),
  "other-companion": (facts) => ({
    what: text("diagnosis.other-companion", { address: addressOf(facts) }),
    fix: text("diagnosis.other-companion-fix", { pair: text("diagnosis.pair") }),
  }),
  "not-proven": (facts) => ({
    what: text("diagnosis.not-proven", { address: addressOf(facts) }),
    fix: text("diagnosis.not-proven-fix", { pair: text("diagnosis.pair") }),
  }),
  refused: ({ report }) => ({
    what: report.detail,
    // What the browser keeps is none of the companion's business.
    fix: report.reason === "store" ? "" : text("diagnosis.doctor"),
  }),
};

function addressOf({ port }: Facts): string {
  return `${LOOPBACK_ADDRESS}:${port ?? "?"}`;
}
