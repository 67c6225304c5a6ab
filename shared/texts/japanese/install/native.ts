/** Japanese: the browser that starts Pagewire itself. */

import type { NATIVE as English } from "../../english/install/native.ts";

export const NATIVE = {
  "native.installed":
    "次のブラウザは今後、拡張機能の「起動する」ボタンで Pagewire を起動できます: {browsers}",
  "native.no-browser":
    "Pagewire を起動できるブラウザが見つかりませんでした。一度ブラウザを開いてから、もう一度 `npx pagewire native install` を実行してください。",
  "native.uninstalled": "ブラウザから Pagewire を起動できなくなりました。",
  "native.refused": "システムが「{command}」を拒否しました: {reason}",
  "native.not-started":
    "コンパニオンアプリが起動しませんでした。ターミナルで `npx pagewire start` を実行すると理由が分かります。",
  "native.not-ours": "このプログラムでは行えません。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
