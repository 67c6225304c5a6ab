/** The report that people copy into a question: what runs and how it stands, and nothing that is a secret. */

import { isoMoment } from "../../shared/extension/look/shown-text.ts";
import { PROTOCOL_VERSION } from "../../shared/protocol/limits.ts";
import { shownSize } from "../../shared/texts/figures.ts";
import type { LocalAccess } from "./diagnosis.ts";

/** All that stands in a report. No key, no ticket, no page's or site's address, no file's name ever comes in here. */
export interface ReportFacts {
  readonly at: Date;
  readonly extensionVersion: string;
  readonly build: string | undefined;
  readonly browser: string;
  readonly state: string;
  readonly finding: string;
  readonly port: number | undefined;
  readonly pairedAt: number | undefined;
  readonly clientId: string | undefined;
  readonly companionVersion: string | undefined;
  readonly mayReach: boolean;
  readonly localAccess: LocalAccess;
  readonly mayReadAllSites: boolean;
  /** How many sites were allowed one by one. */
  readonly sites: number;
  readonly usedBytes: number | undefined;
  readonly quotaBytes: number | undefined;
  /** How many items are in each state. */
  readonly sent: Readonly<Record<string, number>>;
  readonly received: Readonly<Record<string, number>>;
}

/** So much of an id is enough to find it in `pagewire clients`. */
const SHOWN_DIGITS = 8;

/** Puts the facts into lines. */
export function reportText(facts: ReportFacts): string {
  const { port, pairedAt, clientId, usedBytes, quotaBytes } = facts;
  const pairing =
    pairedAt === undefined
      ? "none"
      : `since ${isoMoment(pairedAt)}, port ${port}, id ${clientId?.slice(0, SHOWN_DIGITS)}…`;
  const sites = facts.mayReadAllSites ? "all" : `${facts.sites} allowed one by one`;
  const storage =
    usedBytes === undefined ? "unknown" : `${shownSize(usedBytes)} of ${shownSize(quotaBytes ?? 0)}`;
  return [
    `Pagewire report, ${facts.at.toISOString()}`,
    `extension: ${facts.extensionVersion}, build ${facts.build ?? "unknown"}, protocol ${PROTOCOL_VERSION}`,
    `browser: ${facts.browser}`,
    `connection: ${facts.state} (${facts.finding})`,
    `pairing: ${pairing}`,
    `companion: ${facts.companionVersion ?? "not reached"}`,
    `may reach this computer: ${facts.mayReach ? "yes" : "no"}; local network access: ${facts.localAccess}`,
    `sites: ${sites}`,
    `storage: ${storage}`,
    `sent: ${countsOf(facts.sent)}`,
    `received: ${countsOf(facts.received)}`,
  ].join("\n");
}

function countsOf(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
  return parts.length > 0 ? parts.join(", ") : "none";
}
