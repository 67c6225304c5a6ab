/** Japanese: the page that shows one received file. */

import type { VIEW as ENGLISH } from "../../english/view/view.ts";

export const VIEW = {
  "view.deleted": "このファイルは削除されました。",
  "view.not-whole": "このファイルはまだすべて届いていません。届くとすぐにここに表示されます。",
  "view.unreadable": "このファイルはここでは表示できません。保存して、ほかのプログラムで開いてください。",
  "view.no-reader":
    "この種類のファイルはブラウザで表示できません。保存して、ほかのプログラムで開いてください。",
  "view.damaged-picture":
    "この画像を表示できません。壊れている可能性があります。保存して、ほかのプログラムで開いてみてください。",
  "view.not-played":
    "ブラウザが形式に対応していないため、このファイルを再生できません。保存して、ほかのプレーヤーで開いてください。",
  "view.empty": "このファイルは空です。",
  "view.reading": "{size} のうち {done} を読み込みました",
  "view.from-computer": "パソコンから",
  "view.dimensions": "{width} × {height}",
  "view.about": "このファイルについて",
  "view.tools": "ファイルの操作",
  "view.place": "{place} / {count}",
  "view.previous": "前のファイル",
  "view.next": "次のファイル",
  "view.copy-picture": "画像をコピー",
  "view.copy-text": "テキストをコピー",
  "view.copied": "コピーしました。",
  "view.not-copied": "ブラウザがコピーを許可しませんでした。",
  "view.picture": "{name}、表示倍率 {percent}",
  "view.zoom": "ズーム",
  "view.zoom-in": "拡大",
  "view.zoom-out": "縮小",
  "view.zoom-fit": "ウィンドウに合わせる",
  "view.zoom-full": "実際のサイズ、1:1",
  "view.as-picture": "画像",
  "view.as-text": "テキスト",
  "view.as-table": "表",
  "view.as-tree": "ツリー",
  "view.shown-as": "表示形式",
  "view.text-cut": "最初の {size} だけを表示しています。すべて読むには、ファイルを保存してください。",
  "view.rows-cut":
    "{rows} 行中、最初の {shown} 行を表示しています。すべて見るには、ファイルを保存してください。",
  "view.rows-cut-open":
    "長い表の最初の {shown} 行を表示しています。すべて見るには、ファイルを保存してください。",
  "view.columns-cut": "{columns} 列中、最初の {shown} 列を表示しています。",
  "view.row": "行",
  "view.column": "列 {number}",
  "view.json-broken": "JSON として完全ではないため、テキストとして表示しています。",
  "view.more-entries": "項目をさらに表示",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
