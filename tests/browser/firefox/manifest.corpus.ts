import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FIREFOX_ID } from "../../../shared/protocol/install/native-words.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { FIREFOX_DIR } from "../../support/firefox/firefox-build.ts";

interface Manifest {
  readonly permissions: readonly string[];
  readonly optional_permissions: readonly string[];
  readonly content_security_policy: { readonly extension_pages: string };
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8"));

/** Every program of a build. */
function programsOf(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => [name, readFileSync(path.join(folder, name), "utf8")]);
}

describe("the build for Firefox", () => {
  const manifest = manifestOf(FIREFOX_DIR);

  it("has the id that the native host knows, an event page, a sidebar that opens when it is asked to, and sends nothing away", () => {
    expect(manifest).toMatchObject({
      manifest_version: 3,
      browser_specific_settings: {
        gecko: {
          id: FIREFOX_ID,
          strict_min_version: "153.0",
          data_collection_permissions: { required: ["none"] },
        },
      },
      background: { scripts: ["background.js"] },
      sidebar_action: { default_panel: "sidepanel.html", open_at_install: false },
      host_permissions: ["http://127.0.0.1/*"],
      optional_host_permissions: ["*://*/*"],
    });
    expect(manifest).not.toHaveProperty("key");
    expect(manifest).not.toHaveProperty("background.service_worker");
  });

  it("keeps ws: as it is: its own policy names it, and upgrades nothing", () => {
    const { extension_pages: policy } = manifest.content_security_policy;
    expect(policy).toContain("ws://127.0.0.1:*");
    expect(policy).not.toContain("upgrade-insecure-requests");
  });

  it("asks for nothing that only Chromium knows", () => {
    const asked = [...manifest.permissions, ...manifest.optional_permissions];
    expect(asked.filter((name) => ["sidePanel", "pageCapture", "offscreen"].includes(name))).toEqual([]);
  });
});

describe("each build", () => {
  it("carries its own browser's way alone", () => {
    const naming = (folder: string, words: RegExp): string[] =>
      programsOf(folder).flatMap(([name, code]) => (words.test(code) ? [name] : []));
    expect(naming(FIREFOX_DIR, /\.sidePanel\b|saveAsMHTML|chrome\.dom\b|onButtonClicked/)).toEqual([]);
    expect(
      naming(EXTENSION_DIR, /sidebarAction|openShortcutSettings|\.openOrClosedShadowRoot\s*[,;}]/),
    ).toEqual([]);
    expect(naming(EXTENSION_DIR, /\.sidePanel\b/)).not.toEqual([]);
  });
});
