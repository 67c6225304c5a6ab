import { describe, expect, it } from "vitest";
import { diagnose, type Facts } from "../../../entrypoints/options/diagnosis.ts";
import { type ReportFacts, reportText } from "../../../entrypoints/options/report-text.ts";
import type {
  ConnectionReason,
  ConnectionState,
} from "../../../shared/extension/connection/connection-report.ts";

function facts(state: ConnectionState, reason?: ConnectionReason, more: Partial<Facts> = {}): Facts {
  const report = { state, detail: "the detail", ...(reason === undefined ? {} : { reason }) };
  return { report, port: 8737, mayReach: true, localAccess: "granted", ...more };
}

describe("diagnose", () => {
  it.each([
    ["connected", undefined, {}, "connected", ""],
    ["connected", "polling", {}, "polling", "WebSockets"],
    ["connecting", undefined, {}, "connecting", ""],
    ["connecting", "busy", {}, "connecting", ""],
    ["connecting", "silent", {}, "cut", "policy"],
    ["connecting", "silent", { mayReach: false }, "blocked", "Site access"],
    ["not-running", "nothing-answers", {}, "not-running", "pagewire start"],
    ["not-running", "nothing-answers", { localAccess: "prompt" }, "not-running", "pagewire start"],
    ["not-running", "nothing-answers", { localAccess: "unknown" }, "not-running", "pagewire start"],
    ["not-running", "nothing-answers", { localAccess: "denied" }, "blocked", "local network access"],
    ["not-running", "nothing-answers", { mayReach: false }, "blocked", "Site access"],
    ["not-running", "other-program", {}, "other-program", "End that program"],
    ["not-running", "other-program", { mayReach: false }, "blocked", "Site access"],
    ["not-paired", undefined, {}, "not-paired", "pagewire pair"],
    ["not-paired", undefined, { mayReach: false }, "not-paired", "pagewire pair"],
    ["refused", "revoked", {}, "revoked", "pagewire pair"],
    ["refused", "version", {}, "version", "npm run build"],
    ["refused", "other-companion", {}, "other-companion", "--home"],
    ["refused", "not-proven", {}, "not-proven", "pagewire pair"],
    ["refused", "failed", {}, "refused", "doctor"],
  ] as const)("%s, %s, %j is %s", (state, reason, more, finding, fix) => {
    const diagnosis = diagnose(facts(state, reason, more));
    expect(diagnosis.finding).toBe(finding);
    expect(diagnosis.fix).toContain(fix);
    expect(diagnosis.fix === "").toBe(fix === "");
  });
});

describe("reportText", () => {
  const known: ReportFacts = {
    at: new Date(0),
    extensionVersion: "1.2.3",
    build: "B",
    browser: "Chromium 156",
    state: "connected",
    finding: "connected",
    port: 8737,
    pairedAt: 0,
    clientId: "0123456789abcdef".repeat(2),
    companionVersion: "1.2.4",
    mayReach: true,
    localAccess: "granted",
    mayReadAllSites: false,
    sites: 2,
    usedBytes: 1_000_000,
    quotaBytes: 2_000_000_000,
    sent: { done: 3, failed: 1 },
    received: {},
  };

  it("is a list of what is known, and gives an id only by its beginning", () => {
    expect(reportText(known)).toBe(
      [
        "Pagewire report, 1970-01-01T00:00:00.000Z",
        "extension: 1.2.3, build B, protocol 1",
        "browser: Chromium 156",
        "connection: connected (connected)",
        "pairing: since 1970-01-01T00:00:00.000Z, port 8737, id 01234567…",
        "companion: 1.2.4",
        "may reach this computer: yes; local network access: granted",
        "sites: 2 allowed one by one",
        "storage: 1 MB of 2 GB",
        "sent: 3 done, 1 failed",
        "received: none",
      ].join("\n"),
    );
  });

  it("says what is not known", () => {
    const text = reportText({
      ...known,
      build: undefined,
      pairedAt: undefined,
      companionVersion: undefined,
      usedBytes: undefined,
      mayReadAllSites: true,
      mayReach: false,
    });
    for (const line of [
      "build unknown",
      "pairing: none",
      "companion: not reached",
      "storage: unknown",
      "sites: all",
      "may reach this computer: no",
    ]) {
      expect(text).toContain(line);
    }
  });
});
