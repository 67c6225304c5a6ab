/** Japanese: what came, as the commands of a terminal say it. */

import type { ARRIVALS as English } from "../../english/terminal/arrivals.ts";

export const ARRIVALS = {
  "option.seconds": "{most} 以下の秒数で指定してください。",
  "arrived.no-such": "ID が {id} の受信ファイルはありません。`npx pagewire inbox` で一覧を表示できます。",
  "arrived.several":
    "{id} に当てはまるファイルが複数あります: {candidates}。ID をもっと長く指定してください。",
  "arrived.no-type":
    "{type} はメディアタイプではありません。image、image/*、image/png のように指定してください。",
  "arrived.vanished": "{name} は受信トレイにありません。移動または削除されています。",
  "arrived.unreadable": "{name} を読み取れません: {reason}。",

  "latest.nothing": "まだ何も受信していません。",
  "latest.none-of-type": "このタイプのファイルはまだ受信していません。",
  "latest.gone": "{name} は受信トレイにないため、飛ばします。",
  "wait.over": "{seconds} 秒以内に何も届きませんでした。",

  "get.json-to-stdout":
    "標準出力はファイルか JSON のどちらかです。--json を外すか、--to にフォルダを指定してください。",
  "get.no-folder": "フォルダ {folder} がありません。作成するか、別のフォルダを指定してください。",
  "get.not-written": "{folder} にファイルを書き込めません: {reason}。",
  "get.changed": "{name} は受信後に変更されています。これは現在のファイルです。",
  "open.failed": "{name} を開くプログラムがありません: {reason}。",
  "rm.removed": "{name}（{size}）を削除しました。",
  "rm.removed-from": "{url} から届いた {name}（{size}）を削除しました。",
  "rm.not-removed": "{name} を削除できません: {reason}。",
  "completion.shells": "補完は {shells} に対応しています。いずれかを指定してください。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
