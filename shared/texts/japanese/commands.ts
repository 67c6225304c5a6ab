/** Japanese: what the commands say beside their data. */

import type { COMMANDS as ENGLISH } from "../english/commands.ts";

export const COMMANDS = {
  "command.not-running": "Pagewire は起動していません。`npx pagewire start` で起動してください。",
  "command.note-unreadable":
    "Pagewire は起動していますが、{file} を読み取れません。数秒後にもう一度お試しください。",
  "command.refused":
    "コンパニオンアプリがこのコマンドを拒否しました。コンパニオンアプリを起動したユーザーで、同じ --home を指定して実行してください。",
  "command.refused-plain": "コンパニオンアプリが拒否しました。",
  "command.no-answer": "コンパニオンアプリが応答しません。`npx pagewire doctor` で確認してください。",
  "command.polling": "このパソコンでは WebSocket を使えないため、ロングポーリングを使用します。",
  "status.running": "起動中: ポート {port}、プロセス {pid}、バージョン {version}、接続 {connected}",
  "status.home": "データ: {home}",
  "status.inbox": "Inbox:  {inbox}",
  "status.not-running": "停止中",
  "status.start": "`npx pagewire start` で起動できます。",

  "command.stopped": "コンパニオンアプリを停止しました。",
  "command.not-written": "出力をすべて書き込むことができませんでした（{reason}）。",
  "command.port-number": "ポートは 0 から {most} までの数値です。",
  "command.whole-number": "整数で指定してください。",
  "command.time-left": "残り {time}",

  "start.listening": "Pagewire は {address} で接続を待っています。ファイルの保存先は {home} です。",
  "start.open-link":
    "拡張機能を入れたブラウザをペアリングするには、次のリンクを開いてください（10 分間有効、1 回限り）。",
  "start.long-link":
    "リンクが 1 行に収まりません。`npx pagewire pair --open` を使うと、既定のブラウザで開けます。",
  "start.paired":
    "ペアリング済みのブラウザ: {paired}。ブラウザを追加するとき、またはペアリングが失われたときは、`npx pagewire pair` で新しいリンクを作れます。",
  "start.ctrl-c": "Ctrl-C で停止します。",
  "start.no-browser": "ブラウザを開けませんでした。リンクをご自身で開いてください。",
  "start.port-of-other":
    "ポート {port} は、別のデータフォルダの Pagewire が使用しています。そちらを --home で指定して停止するか、--port で別のポートを選んでください。",
  "start.came": "{browser} が接続しました。",
  "start.left": "{browser} の接続が切れました。",
  "start.received": "{name}（{size}）を受信しました。",
  "start.received-from": "{host} から {name}（{size}）を受信しました。",
  "start.stored": "{name}（{size}）を {browser} に送信しました。",
  "start.refused": "受け取りませんでした: {name}。{why}",
  "start.more": "…この 1 秒間にほか {count} 件。",
  "start.stopping": "停止しています。",
  "stop.goes-on": "コンパニオンアプリ（プロセス {pid}）が停止しません。手動で終了してください。",

  "table.name": "名前",
  "table.size": "サイズ",
  "table.received": "受信日時",
  "table.type": "種類",
  "table.page": "ページ",
  "table.id": "ID",
  "table.waits-since": "待機開始",
  "table.for": "宛先",
  "table.kind": "種類",
  "table.state": "状態",
  "table.files-waiting": "待機中のファイル",
  "table.last-seen": "最終接続",

  "clients.open-link":
    "ペアリングするブラウザでこのリンクを開いてください。{minutes} 分間有効で、1 回だけ使えます。",
  "clients.opened-link":
    "既定のブラウザで開きます。開かない場合は、リンクをご自身で開いてください。{minutes} 分間有効で、1 回だけ使えます。",
  "clients.nobody": "まだペアリングされていません。`npx pagewire pair` を実行してください。",
  "clients.revoked": "{name} の信頼を取り消しました。",
  "clients.browser": "ブラウザ",
  "clients.script": "スクリプト",
  "clients.connected": "接続中",
  "clients.away": "未接続",
  "clients.waiting": "待機中のファイル: {files}",
  "clients.token":
    "このトークンは一度だけ表示されます。トークンがあれば、ブラウザのような相互認証なしで誰でも {name} として接続できます。無効にするには `npx pagewire revoke {id}` を実行します。",
  "clients.token-use":
    "Phoenix クライアントでは、これを authToken として {address} に接続します。例は examples フォルダにあります。",

  "inbox.nothing": "{home} ではまだ何も受信していません。",
  "inbox.damaged": "記録 {seq}（{name}）が壊れています。読み取れない部分は省略しました。",
  "outbox.nothing": "ブラウザへの送信を待っているファイルはありません。",
  "outbox.any-browser": "任意のブラウザ",
  "outbox.damaged":
    "待機中のファイル {id} の索引情報が壊れています。`npx pagewire outbox --cancel {id}` で取り消してください。",

  "send.one-name": "--name はファイル 1 つに付ける名前です。1 つずつ送信してください。",
  "send.empty-name": "--name に名前を指定してください。",
  "send.name-of-folder":
    "--name はファイル 1 つに付ける名前ですが、{folder} はフォルダです。--name を外してください。",
  "send.empty-folder":
    "{folder} に送信できるファイルがありません。隠しファイル、書き込み途中のファイル、リンクは対象外です。",
  "send.named-by-folders": "同じ名前のファイルが複数あるため、フォルダ名も付けて送信します: {name}",
  "send.stopped":
    "{name} を送信待ちに入れる前にコンパニオンアプリが停止しました。起動してから、残りをもう一度送信してください。",
  "send.copying": "{name} をコピーしています",
  "send.copying-of": "{name} をコピーしています（{index} / {count}）",
  "send.nobody-paired":
    "ペアリングされたブラウザがまだないため、送信待ちのままになります。`npx pagewire pair` を実行し、拡張機能を入れたブラウザでリンクを開いてください。",
  "send.waits-for-pairing":
    "ペアリングされたブラウザがまだありません。ペアリングを待っています。別のターミナルで `npx pagewire pair` を実行し、拡張機能を入れたブラウザでリンクを開いてください。Ctrl-C で待機を終えても、送信待ちのまま残ります。",
  "send.nobody-connected": "ペアリングされたブラウザが接続していません。接続するまで送信待ちになります。",
  "send.summary": "送信待ち: {count}（{size}）。",
  "send.lost":
    "コンパニオンアプリが停止しました。まだ届いていないものは送信待ちのまま残り、次に起動したときに送信されます。",
  "send.withdrawn":
    "{name} は取り下げられました。コピーが取り消されたか、パソコンからなくなっています。ブラウザに送るには、もう一度送信してください。",
  "send.one-waiting": "{name}、ブラウザを待っています",
  "send.several": "{name}（{count} 件中 {stored} 件を保存済み）",
  "send.several-waiting": "{name}（{count} 件中 {stored} 件を保存済み、ブラウザを待っています）",

  "prices.no-price":
    "{symbols} の価格を取得できませんでした。ネットワークを確認するか、DEMO をお試しください。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
