/** Japanese: starting by itself, when its user logs in. */

import type { SERVICE as English } from "../../english/install/service.ts";

export const SERVICE = {
  "service.installed":
    "今後、ログインすると Pagewire が自動で起動します。起動方法は {file} にあります。異常終了すると再起動し、`npx pagewire stop` の後は再起動しません。",
  "service.runs-already":
    "このフォルダでは、すでにターミナルで起動しています。それはそのまま続き、次のログインから自動で起動します。",
  "service.uninstalled": "Pagewire は自動で起動しなくなりました。",
  "service.is-installed": "自動で起動します。起動方法は {file} にあります。",
  "service.is-not-installed": "自動では起動しません。`npx pagewire service install` で自動起動にできます。",
  "service.refused":
    "システムが「{command}」を拒否したため（{reason}）、Pagewire は自動で起動しません。`npx pagewire service install --print` で、インストールされる内容を確認できます。",
  "service.fetched":
    "npx はこのコマンドを一時的にしか保存しないため、頼りにできません。先に `npm install --global pagewire` を実行してください。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
