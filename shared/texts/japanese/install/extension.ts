/** Japanese: where the extension lies, and how it is loaded. */

import type { EXTENSION as English } from "../../english/install/extension.ts";

export const EXTENSION = {
  "extension.how":
    "ブラウザの拡張機能のページ（chrome://extensions、edge://extensions）を開き、「デベロッパー モード」をオンにし、「パッケージ化されていない拡張機能を読み込む」を押してそのフォルダを選びます。続けて `npx pagewire pair` を実行してください。",
  "extension.not-built": "拡張機能はまだビルドされていません。`npm run build` を実行してください。",
  "extension.firefox-how":
    "Firefox で {page} を開き、「一時的なアドオンを読み込む…」を押してそのフォルダの manifest.json を選びます。Firefox を終了するまで有効です。続けて `npx pagewire pair` を実行してください。",
  "extension.firefox-not-built":
    "Firefox 用の拡張機能はまだビルドされていません。`npm run build:firefox` を実行してください。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
