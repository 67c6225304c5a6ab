import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import preact from "@preact/preset-vite";
import { defineConfig } from "wxt";

/** Fixes the extension's id on every machine: bdamihdgndefjajdfjjnhbegdejnmjae. */
const PUBLIC_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxnqxfbLZMm5lJAKbprj/WyFl2+c5ZyXgUHYHsy/p1abZmT9K1Qq9MFatqjAe8axSQyx4pCBYIGtpILrFXO3VhVvijXw696l/Yc/cKc2kJk5yp/2b0M29WT0Ey7/0xTxO9ZUW048efTbQYT3ewupl0KVNEETWONunZaUO8YeSPI16+p5RIwQII8IyptMIX/l2ceBZWTYQLirkAi8LsEhGrbUGFF6Ta+La/SdLvO/o+sgLFtrLJ6YrUQA71Hj4ibTcGdDNSnsLbyPXkksqOTt4B31JI13MlaiEwNiCYN/dihH1wx2d+qg4dgBZtorAg7VGUc00+AB4y8Y7/YCAA4UgPQIDAQAB";

/** What tells one build from another: the running extension compares it with the one that lies in the folder. */
const BUILD_ID = new Date().toISOString();

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  vite: () => ({
    plugins: [preact()],
    define: { __BUILD_ID__: JSON.stringify(BUILD_ID) },
    build: { sourcemap: false },
  }),
  hooks: {
    "build:done": (wxt) => {
      mkdirSync(wxt.config.outDir, { recursive: true });
      writeFileSync(path.join(wxt.config.outDir, "build.json"), `${JSON.stringify({ id: BUILD_ID })}\n`);
    },
  },
  manifest: ({ browser }) => ({
    name: "__MSG_name__",
    description: "__MSG_description__",
    default_locale: "en",
    ...(browser === "chrome" ? { key: PUBLIC_KEY, minimum_chrome_version: "148" } : {}),
    // As few as the three jobs need; no site but this computer's own address.
    permissions: ["contextMenus", "activeTab", "scripting", "storage", "unlimitedStorage", "alarms"],
    host_permissions: ["http://127.0.0.1/*"],
    // What may be asked for later is named from the first version: a new required one would switch an update off.
    optional_permissions: ["downloads", "notifications"],
    optional_host_permissions: ["*://*/*"],
    content_security_policy: {
      extension_pages: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data:",
        "media-src blob:",
        // The background reads what was clicked from any site; each page narrows this for itself (its index.html).
        "connect-src 'self' ws://127.0.0.1:* http: https: data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
    },
    // Nobody but our own pages and scripts may speak to the extension: no site, and no other extension.
    externally_connectable: { ids: [] },
    // Blobs cross from a page's script to the background as they are (Chrome 148): no bytes become JSON.
    message_serialization: "structured_clone",
    action: { default_title: "Pagewire" },
    commands: {
      _execute_action: { suggested_key: { default: "Alt+Shift+P" } },
    },
  }),
});
