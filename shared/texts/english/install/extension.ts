/** English: where the extension lies, and how it is loaded. */

export const EXTENSION = {
  "extension.how":
    "Open the browser's page for extensions (chrome://extensions, edge://extensions), switch on “Developer mode”, press “Load unpacked” and choose that folder. Then run `npx pagewire pair`.",
  "extension.not-built": "The extension is not built yet: run `npm run build`.",
  "extension.firefox-how":
    "Open {page} in Firefox, press “Load Temporary Add-on…” and choose manifest.json in that folder; it stays until Firefox is closed. Then run `npx pagewire pair`.",
  "extension.firefox-not-built": "The extension for Firefox is not built yet: run `npm run build:firefox`.",
} as const;
