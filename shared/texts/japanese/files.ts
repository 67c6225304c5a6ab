/** Japanese: why a file is not taken or given, and what the system says of a disk. */

import type { FILES as ENGLISH } from "../english/files.ts";

export const FILES = {
  "files.size-differs":
    "ファイルのサイズが {expected} バイトではなく {bytes} バイトです。もう一度送信してください。",
  "files.kept-differing":
    "ファイルの内容が、送信前に示されたものと繰り返し異なっていました。もう一度送信してください。",
  "files.differs": "ファイルの内容が、送信前に示されたものと異なります。もう一度送信してください。",
  "files.disk-full": "パソコンのディスクがいっぱいです。空き容量を増やしてから再試行してください。",
  "files.disk-full-for":
    "パソコンのディスクがいっぱいです。{megabytes} MB 必要ですが、空き容量が足りません。空き容量を増やしてから再試行してください。",
  "files.disk-full-beside":
    "パソコンのディスクがいっぱいです。{megabytes} MB 必要ですが、受信中のファイルの分を除くと空き容量が足りません。空き容量を増やしてから再試行してください。",
  "files.not-saved":
    "パソコンにファイルを保存できませんでした（{reason}）。Pagewire フォルダを確認してから再試行してください。",
  "files.set-aside": "{name} の処理中にコンパニオンアプリが 2 回終了したため、このファイルは保留しました。",
  "files.set-aside-retry": "{what}再試行すると、もう一度処理します。",
  "files.set-aside-put": "{what}もう一度置くか送信すると、もう一度処理します。",
  "files.set-aside-outbox": "Outbox フォルダ: {what}もう一度そこに置くと、もう一度処理します。",
  "files.not-accepted":
    "ファイルの種類は {type} ですが、パソコンが受け取るのは {types} だけです。何も保存していません。送信するには、config.json の acceptedTypes にこの種類を追加してください。",
  "files.empty-not-accepted":
    "ファイルは空ですが、パソコンが受け取るのは {types} だけです。何も保存していません。送信するには、config.json の acceptedTypes にこの種類を追加してください。",
  "files.too-large":
    "ファイルは {bytes} バイト以上ですが、パソコンが受け取るのは {most} バイトまでです。送信するには、config.json の maxFileBytes を大きくしてください。",
  "files.no-image":
    "このアドレスにあるのは画像ではありません（{found}）。何も保存していません。画像だけを別のタブで開き、そこから送信してください。",
  "files.a-web-page": "ウェブページ",
  "files.something-else": "別のもの",
  "files.no-free-name": "{name} に付けられる空いた名前がありません。",
  "files.given-up": "ファイルの転送を中止しました。もう一度送信してください。",
  "files.record-gone": "ファイルの記録が索引からなくなっています。もう一度送信してください。",
  "files.too-many": "同時に転送中のファイルが多すぎます。いくつか終わるまでお待ちください。",
  "files.other-lane":
    "同じ鍵を持つ別のブラウザが、このファイルを送信または受信しています。どちらか一方をペアリングし直してください。",
  "files.not-for-topic":
    "このトークンはトピック {topic} では使えません。`npx pagewire token` で別のトークンを作ってください。",
  "files.none-waits": "このブラウザ宛てのそのファイルは、もうパソコンにありません。",
  "files.gone": "{name} がパソコンからなくなっています。もう一度送信してください。",
  "files.changed": "{name} がパソコン上で変更されました。もう一度送信してください。",
  "files.shorter": "{name} がパソコン上で短くなりました。もう一度送信してください。",
  "files.unreadable-send": "{name} を読み取れません（{reason}）。もう一度送信してください。",
  "files.unreadable-ask": "{name} を読み取れません（{reason}）。もう一度要求してください。",
  "files.shorter-ask": "{name} が送信中に短くなりました。もう一度要求してください。",
  "files.one-stream": "ストリームは一度に 1 つだけです。完了するまでお待ちください。",
  "files.not-in-inbox": "その ID のファイルは Inbox にありません。",
  "files.too-large-for-message":
    "ファイルは {bytes} バイトです。1 つのメッセージに入るのは {most} バイトまでなので、レーンかストリームを使ってください。",
  "files.other-offered": "パソコンから、予告とは別のファイルが届きました。",
  "files.storage-full":
    "ブラウザの保存領域がいっぱいです。受信したファイルを削除するかディスクの空き容量を増やしてから、「続行」を押してください。",
  "files.storage-lacks":
    "ブラウザの保存領域がいっぱいです。{needed} 必要ですが、空きは {free} です。受信したファイルを削除するかディスクの空き容量を増やしてから、「続行」を押してください。",
  "files.piece-missing": "{name} の一部が欠けています。もう一度送信してもらってください。",

  "outgoing.is-folder": "{file} はフォルダです。ファイルを指定してください。",
  "outgoing.no-file": "{file} は通常のファイルではありません。通常のファイルを指定してください。",
  "outgoing.changing":
    "{file} が読み取り中に変更されました。書き込みが終わってから、もう一度送信してください。",
  "outgoing.not-there": "{file} は存在しません。名前を確認してください。",
  "outgoing.unreadable": "{file} を読み取れません（{reason}）。",
  "outgoing.not-kept":
    "送信用にファイルを保管できません（{reason}）。空き容量を増やしてから、もう一度送信してください。",
  "outgoing.no-room":
    "{file} には {megabytes} MB 必要ですが、パソコンのディスクの空きが足りません。先に空き容量を増やしてください。",
  "outgoing.no-bytes":
    "ストリームにバイト列以外のものが含まれています。Buffer か Uint8Array を渡してください。",
  "outgoing.name-wrong": "ファイル名は 1～{bytes} バイトにしてください。",
  "outgoing.not-queued": "{name} を送信待ちに入れられません（{reason}）。もう一度お試しください。",
  "outgoing.taken-back": "{name} は、ブラウザに届く前に取り消されました。",
  "outgoing.copy-gone": "{name} のコピーがパソコンからなくなっています。もう一度送信してください。",
  "outgoing.closed": "コンパニオンアプリは停止しました。送信待ちのものは、次に起動したときに送信されます。",

  "system.disk-full": "ディスクがいっぱいです",
  "system.quota": "ディスクの割り当て容量を使い切っています",
  "system.denied": "アクセスが拒否されました",
  "system.read-only": "ディスクが読み取り専用です",
  "system.not-there": "存在しません",
  "system.in-the-way": "同じ場所に別のファイルがあります",
  "system.disk-error": "ディスクでエラーが発生しました",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
