/** Japanese: the companion's own pages, and what it answers to commands and scripts. */

import type { SERVER as ENGLISH } from "../english/server.ts";

export const SERVER = {
  "server.running": "Pagewire は起動しています",
  "server.listens":
    "コンパニオンアプリ {version} は 127.0.0.1:{port} で接続を待っています。通信する相手は、ペアリングしたブラウザだけです。",
  "server.try": "試してみる",
  "server.try-about":
    "画像を右クリックして「Pagewire に送信」を選んでください。すぐにこのパソコンの Inbox フォルダに届きます。",
  "server.try-inbox":
    "メニューにこの項目がない場合は、このブラウザの設定がまだ済んでいません。下の手順をご覧ください。",
  "server.set-up": "ブラウザの設定",
  "server.set-up-about": "ブラウザごとに 1 回だけ行います。ペアリング済みのブラウザでは必要ありません。",
  "server.load": "先に拡張機能を読み込む",
  "server.load-open": "ブラウザの拡張機能のページを開き、「デベロッパー モード」をオンにします。",
  "server.load-folder": "「パッケージ化されていない拡張機能を読み込む」を押し、次のフォルダを選びます:",
  "server.load-build": "フォルダがない場合は、`npm run build` で作れます。",
  "server.load-reload": "このページに戻って再読み込みします。",
  "server.load-pair": "ターミナルでペアリングリンクを作り、そのブラウザで開きます:",
  "server.browsers":
    "Chrome、Chromium、Edge などのバージョン 148 以降で使えます。Firefox（153 以降）用については `npx pagewire extension --firefox` をご覧ください。",
  "server.dunes": "夕暮れの砂丘（JPEG）",
  "server.tide": "潮の跡（PNG）",
  "server.meadow": "縞模様の草原（WebP）",
  "server.wire": "2 つのページを結ぶワイヤー（SVG）",
  "server.pair-title": "このブラウザをペアリング – Pagewire",
  "server.pair-about":
    "ペアリングすると、このブラウザからこのパソコンに画像を送り、ファイルを受け取り、リアルタイムの価格を表示できます。ペアリングは設定でいつでも解除できます。",
  "server.pair-try": "サンプルページで試す",
  "server.link-open": "このブラウザでは、Pagewire の拡張機能がまだ応答していません。",
  "server.link-used": "このリンクは使用済みです。ターミナルで新しいリンクを作ってください:",
  "server.link-expired": "このリンクは期限切れです。ターミナルで新しいリンクを作ってください:",
  "server.link-unknown":
    "このリンクは、起動中のコンパニオンアプリのものではありません。ターミナルで新しいリンクを作ってください:",

  "owner.request-wrong": "要求が正しくありません: {flaw}。",
  "owner.unknown-event": "コンパニオンアプリはイベント {event} に対応していません。",
  "owner.no-client":
    "ID または名前が {id} のクライアントはありません。`npx pagewire clients` で一覧を確認できます。",
  "owner.no-file":
    "ID または名前が {id} の待機中のファイルはありません。`npx pagewire outbox` で一覧を確認できます。",
  "owner.not-remembered":
    "接続は切りましたが、再起動後まで記録しておくことができません（{reason}）。ディスクの空き容量を増やしてから、もう一度解除してください。",
  "owner.no-copy": "送信用フォルダにファイルのコピーがありません。もう一度送信してください。",
  "owner.not-queued": "ファイルを送信待ちに入れられません（{reason}）。もう一度お試しください。",
  "owner.no-recipient":
    "{name} という名前のペアリング済みブラウザはありません。`npx pagewire clients` で一覧を確認できます。",
  "owner.nothing": "何もなし",
  "owner.recipient-taken":
    "{name} は接続していません（{seen}）。接続中の {other} に送ります。{name} に送るには `--to {id}` を指定してください。",
  "owner.recipient-away": "{name} は接続していません（{seen}）。接続するまで送信待ちになります。",
  "owner.recipient-older":
    "{name} は接続していません（{seen}）。その後に {other} が接続していました。{name} をもう使わない場合は、`npx pagewire revoke {id} --into {into}` を実行してください。",
  "owner.last-seen": "最終接続 {time}",
  "owner.never-seen": "接続したことがありません",
  "owner.several-clients":
    "{name} に当てはまるクライアントが複数あります: {candidates}。名前をもっと詳しく指定するか、ID を指定してください。",
  "owner.several-files":
    "{name} に当てはまる待機中のファイルが複数あります: {candidates}。名前をもっと詳しく指定するか、ID を指定してください。",
  "owner.into-itself": "{name} をそれ自身に統合することはできません。別のブラウザを指定してください。",
  "owner.into-browser":
    "{name} はブラウザではありません。ブラウザ宛ての待機中のファイルを引き継げるのは、ブラウザだけです。",
  "owner.several-recipients":
    "{name} に当てはまるペアリング済みブラウザが複数あります: {candidates}。名前をもっと詳しく指定するか、ID を指定してください。",

  "ghost.expired":
    "{name} の最終接続は {time} で、もう信頼されていません。また使うときは、`npx pagewire pair` でペアリングし直してください。",
  "ghost.waits":
    "{name} の最終接続は {time} です。待機中のファイル: {files}。`npx pagewire revoke {id} --into {other}` で、使用中のブラウザに引き継げます。",
  "ghost.another": "引き継ぎ先",

  "channel.forbidden": "このクライアントはトピックに参加できません。",
  "channel.form": 'フィールド "form" は "binary" か "base64" です。',
  "channel.field": 'フィールド "{field}" がないか、正しくありません。',
  "channel.files-events": "トピック files で使えるのは put、get、fetch、stream です。",
  "channel.folders-events": "このトピックで使えるのは place、show です。",
  "channel.inbox-events": "トピック inbox で使えるのは list、find です。",
  "channel.outbox-events": "トピック outbox で使えるのは send、about です。",
  "folders.file-gone":
    "ファイルはもう Inbox フォルダにありません。移動、名前の変更、または削除されています。",
  "folders.unknown":
    "このコンパニオンアプリはフォルダを表示できません。更新してから、もう一度お試しください。",
  "folders.not-shown": "パソコンでファイルマネージャを開けません。代わりにパスをコピーしてください。",
  "channel.pairing-events": "このトピックで使えるのは leave、list、rename です。",
  "channel.pairing-name": "名前は 100 バイト以内の文字列です。",
  "channel.pairing-not-kept": "パソコンに名前を保存できませんでした（{reason}）。もう一度お試しください。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
