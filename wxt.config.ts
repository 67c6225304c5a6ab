import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import preact from "@preact/preset-vite";
import type { Rolldown } from "vite";
import { defineConfig, type UserManifest } from "wxt";
import { buildSourcesDigest } from "./scripts/build-sources.mjs";
import { FIREFOX_ID } from "./shared/protocol/install/native-words.ts";
import { LANGUAGE_TAGS } from "./shared/texts/language-tags.ts";
import { LANGUAGES } from "./shared/texts/languages.ts";

/** Fixes the extension's id on every machine: bdamihdgndefjajdfjjnhbegdejnmjae. */
const PUBLIC_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxnqxfbLZMm5lJAKbprj/WyFl2+c5ZyXgUHYHsy/p1abZmT9K1Qq9MFatqjAe8axSQyx4pCBYIGtpILrFXO3VhVvijXw696l/Yc/cKc2kJk5yp/2b0M29WT0Ey7/0xTxO9ZUW048efTbQYT3ewupl0KVNEETWONunZaUO8YeSPI16+p5RIwQII8IyptMIX/l2ceBZWTYQLirkAi8LsEhGrbUGFF6Ta+La/SdLvO/o+sgLFtrLJ6YrUQA71Hj4ibTcGdDNSnsLbyPXkksqOTt4B31JI13MlaiEwNiCYN/dihH1wx2d+qg4dgBZtorAg7VGUc00+AB4y8Y7/YCAA4UgPQIDAQAB";

/** So many hexadecimal digits (48 bits) no two builds of a developer share; a report holds them, and nothing as long as a secret. */
const BUILD_ID_DIGITS = 12;

/**
 * What the manifest of Firefox has in place of Chromium's. The id is the one that `pagewire native install` names; the version
 * is that of the long-supported Firefox that all of it is tested with.
 */
const FIREFOX: UserManifest = {
  browser_specific_settings: {
    gecko: {
      id: FIREFOX_ID,
      strict_min_version: "153.0",
      // What is sent goes to this computer alone.
      data_collection_permissions: { required: ["none"] },
    },
  },
  optional_permissions: ["notifications", "nativeMessaging"],
  // There is a place for it in sight from the first, and it is asked for by nobody: it does not open by itself.
  action: { default_title: "Pagewire", default_area: "navbar" },
};

/** What the manifest of Chromium has that Firefox knows nothing of, or says in another way. */
const CHROMIUM: UserManifest = {
  minimum_chrome_version: "148",
  // What may be asked for later is named from the first version: a new required one would switch an update off.
  optional_permissions: ["notifications", "pageCapture", "nativeMessaging"],
  // Nobody but our own pages and scripts may speak to the extension: no site, and no other extension.
  externally_connectable: { ids: [] },
  // Blobs cross from a page's script to the background as they are (Chrome 148): no bytes become JSON.
  message_serialization: "structured_clone",
  action: { default_title: "Pagewire" },
};

/** The keys that open the panel. */
const PANEL_KEYS = { suggested_key: { default: "Alt+Shift+K" } };

/** What tells one build from another: the running extension compares it with the one that lies in the folder. */
const BUILD_ID = buildSourcesDigest().slice(0, BUILD_ID_DIGITS);

/** The mode in which `npm run zip` builds what is uploaded. */
const STORE_MODE = "store";

/**
 * What a page loads later lies on the same disk and is asked for at once: Vite's way of asking for its parts ahead would
 * be a kilobyte in each page. Styles are never loaded later: it would have brought those, too.
 */
const withoutPreloads = {
  name: "without-preloads",
  enforce: "pre",
  load: (id: string) =>
    id.includes("vite/preload-helper") ? "export const __vitePreload = (load) => load();" : undefined,
} as const;

/**
 * What each page asks for before it draws anything: the English texts, which stand in where another language has none,
 * and how commands are run. Asked for by the page's own first bytes, they are there when its script is; asked for by the
 * script, they cost 45 ms more (measured).
 */
const ASKED_AT_ONCE = ["/texts/en.json", "/build.json"];
const askedAtOnce = {
  name: "asked-at-once",
  transformIndexHtml: {
    order: "post",
    handler: () =>
      ASKED_AT_ONCE.map((href) => ({
        tag: "link",
        attrs: { rel: "preload", as: "fetch", crossorigin: "anonymous", href },
        injectTo: "head-prepend" as const,
      })),
  },
} as const;

/** A text in a library's file, the one where what is taken out ends, and what stands there instead. */
type Cut = readonly [from: string, to: string, instead: string];

/**
 * What no program here uses of its libraries. Of Phoenix: a log, what only old browsers had, and its own way from a WebSocket to
 * long polling, which the connection decides. Of Preact: markup given as a text, so that who reads the build need not look for any.
 * Of Valibot: sentences in other languages, and the standard for use by others.
 */
const UNUSED: Readonly<Record<string, readonly Cut[]>> = {
  "/phoenix/priv/static/phoenix.mjs": [
    ["if (global.XDomainRequest) {", "} else if (global.fetch && global.AbortController) {", "{"],
    ['} else {\n      throw new Error("No suitable', 'implementation found");\n    }', "}"],
    ['console && console.log("failed to', "resp);", ""],
    ["this.logger = opts.logger", "msg}`, data);\n      };\n    }", ""],
    ["  log(kind, msg, data) {", "this.logger(kind, msg, data);\n  }", ""],
    ["  hasLogger() {", "return this.logger !== null;\n  }", ""],
    ['this.log("Not reconnecting', 'hidden!");', ""],
    ["static xdomainRequest(", "static parseJSON(", "static parseJSON("],
    ["getLongPollTransport() {", "Returns the socket protocol", "/** Returns the socket protocol"],
    ["if (params) {\n      console", "this.params = closure(params);\n    }", ""],
    ["if (this.longPollFallbackMs &&", "this.longPollFallbackMs);\n    } else {", "{"],
    ["getSession(key) {", "  clearHeartbeats() {", "clearHeartbeats() {"],
  ],
  "/preact/dist/preact.mjs": [["(t.innerHTML=", "h.__html)", "0"]],
  "/valibot/dist/index.mjs": [
    ["const isSchema = context.kind", "if (isSchema) dataset", 'if (context.kind === "schema") dataset'],
    ['schema["~standard"] = {', "getGlobalConfig())\n\t};", ""],
  ],
};

/** What is wrong with a frame is said to developers, by the companion's log: here its code does. Another kilobyte. */
const withoutReasons = {
  name: "without-reasons",
  enforce: "pre",
  transform: (code: string, id: string) =>
    /\/shared\/(?:protocol|transfer)\//.test(id)
      ? code.replaceAll(
          /new ProtocolError\(\s*("[a-z_]+"),\s*(?:"[^"]*"|'[^']*'|`[^`]*`),?\s*\)/g,
          "new ProtocolError($1, $1)",
        )
      : undefined,
} as const;

/** Without it the background is a kilobyte smaller. */
const withoutUnused = {
  name: "without-unused",
  enforce: "pre",
  transform: (code: string, id: string) => {
    const library = Object.keys(UNUSED).find((file) => id.endsWith(file));
    if (library === undefined) return undefined;
    const silent = code.replaceAll(/this(?:\.socket)?\.hasLogger\(\)/g, "false");
    return UNUSED[library]?.reduce((left, [from, to, instead]) => {
      const [start, end] = [left.indexOf(from), left.indexOf(to, left.indexOf(from))];
      if (start < 0 || end < start) throw new Error(`${library} has no ${from} any more: look at it anew.`);
      return left.slice(0, start) + instead + left.slice(end + to.length);
    }, silent);
  },
} as const;

/** What the popup shares with other pages comes in one file: as twenty small ones it weighs a tenth more. */
const popupInOne = {
  name: "popup-in-one",
  outputOptions: (options: Rolldown.OutputOptions): Rolldown.OutputOptions | null => {
    // The worker and the scripts put into pages are one file each.
    if (options.format !== "es") return null;
    let parts: ReadonlySet<string> | undefined;
    const name: Rolldown.CodeSplittingNameFunction = (id, chunking) => {
      parts ??= importedBy(path.resolve("entrypoints/popup/main.tsx"), chunking);
      return parts.has(id) ? "page" : null;
    };
    return { ...options, codeSplitting: { groups: [{ name, minShareCount: 2 }] } };
  },
} as const;

/** A module with all that it imports to begin with. */
function importedBy(main: string, chunking: Rolldown.ChunkingContext): ReadonlySet<string> {
  const parts = new Set([main]);
  for (const part of parts)
    for (const imported of chunking.getModuleInfo(part)?.importedIds ?? []) parts.add(imported);
  return parts;
}

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  // What a store's reviewers need to build the same bytes: what the extension is made from, and how.
  zip: {
    artifactTemplate: "{{name}}-{{version}}-{{browser}}.zip",
    sourcesTemplate: "{{name}}-{{version}}-sources.zip",
    includeSources: [
      ...["entrypoints/**", "public/**", "scripts/**", "shared/**", "*.json", "wxt.config.ts"],
      ...["LICENSE", "README.md", "docs/store/building.md"],
    ],
    excludeSources: ["biome.json"],
  },
  vite: () => ({
    plugins: [preact(), askedAtOnce, withoutPreloads, withoutUnused, withoutReasons, popupInOne],
    define: { __BUILD_ID__: JSON.stringify(BUILD_ID) },
    build: {
      sourcemap: false,
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_, parts, { hostType }) => (hostType === "html" ? parts : []),
      },
    },
  }),
  hooks: {
    "build:done": async (wxt) => {
      const texts = path.join(wxt.config.outDir, "texts");
      mkdirSync(texts, { recursive: true });
      for (const tag of LANGUAGE_TAGS)
        writeFileSync(path.join(texts, `${tag}.json`), JSON.stringify(await LANGUAGES[tag]()));
      writeFileSync(path.join(wxt.config.outDir, "build.json"), `${JSON.stringify({ id: BUILD_ID })}\n`);
    },
  },
  manifest: ({ browser, mode }) => ({
    name: "__MSG_name__",
    description: "__MSG_description__",
    default_locale: "en",
    ...(browser === "firefox" ? FIREFOX : CHROMIUM),
    // The Chrome Web Store gives an extension its key itself, and takes none that brings one.
    ...(browser !== "firefox" && mode !== STORE_MODE ? { key: PUBLIC_KEY } : {}),
    // As few as the three jobs need; no site but this computer's own address.
    permissions: ["contextMenus", "activeTab", "scripting", "storage", "unlimitedStorage", "alarms"],
    host_permissions: ["http://127.0.0.1/*"],
    optional_host_permissions: ["*://*/*"],
    content_security_policy: {
      extension_pages: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data:",
        "media-src blob:",
        // The view page shows a PDF in the browser's own viewer; every other page takes this back.
        "frame-src blob:",
        // The background reads what was clicked from any site; each page narrows this for itself (its index.html).
        "connect-src 'self' ws://127.0.0.1:* http: https: data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
    },
    commands: {
      // Keys that Chromium has itself, such as Alt+Shift+P and Alt+Shift+W, it gives to no extension, without a word.
      _execute_action: { suggested_key: { default: "Alt+Shift+G" } },
      ...(browser === "firefox"
        ? { _execute_sidebar_action: PANEL_KEYS }
        : { panel: { ...PANEL_KEYS, description: "__MSG_panelCommand__" } }),
      pictures: { suggested_key: { default: "Alt+Shift+S" }, description: "__MSG_picturesItem__" },
      // Without keys until the user gives it some.
      ...Object.fromEntries(
        ["point", ...(browser === "firefox" ? [] : ["document"]), "visible", "area", "element", "full"].map(
          (name) => [name, { description: `__MSG_${name}Item__` }],
        ),
      ),
    },
  }),
});
