/** Japanese: the home folder with its Outbox, its settings, and what the companion tells the person who runs it. */

import type { HOME as ENGLISH } from "../english/home.ts";

export const HOME = {
  "home.unusable-full":
    "{folder} を使用できません（{reason}）。空き容量を増やすか、--home で別のデータフォルダを選んでください。",
  "home.unusable-denied":
    "{folder} を使用できません（{reason}）。書き込めるようにするか、--home で別のデータフォルダを選んでください。",
  "home.unusable":
    "{folder} を使用できません（{reason}）。そこにあるものを移すか、--home で別のデータフォルダを選んでください。",
  "home.no-file": "{file} はファイルではありません。別の場所に移してから、もう一度起動してください。",
  "home.no-target":
    "{folder} は {target} へのリンクですが、リンク先がありません。そのディスクを接続するか、リンクを削除してください。",
  "home.no-folder":
    "{folder} はフォルダではありません。別の場所に移すか、--home で別のデータフォルダを選んでください。",
  "home.closed":
    "ほかのユーザーが {folders} を読み取ったり変更したりできる状態でした。今後はご自身だけが使えます。",
  "home.links": "{place} はリンクが多すぎます。--home で別のデータフォルダを使ってください。",
  "home.foreign-way":
    "{place} は別のユーザー（uid {uid}）のもので、中身を差し替えられるおそれがあります。--home で別のデータフォルダを使ってください。",
  "home.foreign":
    "{place} は別のユーザー（uid {uid}）のものです。中身を確認して `sudo chown {own} {quoted}` でご自身のものにするか、--home で別のデータフォルダを使ってください。",
  "home.foreign-to-root":
    "{place} は別のユーザー（uid {uid}）のものです。中身を確認して `sudo chown {own} {quoted}` でご自身のものにするか、そのユーザーで Pagewire を実行してください。",
  "home.changeable":
    "{place} はほかのユーザーが変更できます（モード {mode}）。中身を確認して `chmod go-w {quoted}` を実行するか、--home で別のデータフォルダを使ってください。",
  "home.open-disk":
    "{folder} はほかのユーザーが変更でき、そのディスクはアクセス権を保存できません。ディスクをご自身専用でマウントするか（umask=077）、--home で別のデータフォルダを使ってください。",
  "home.readable-disk":
    "{folder} のディスクはアクセス権を保存できないため、このパソコンのほかのユーザーがそこにある鍵やファイルを読み取れます。ご自身専用でマウントするか（umask=077）、--home で別のデータフォルダを使ってください。",
  "home.no-locks":
    "{folder} のディスクはファイルのロックに対応していません（一部のネットワーク共有など）。--home で別のデータフォルダを使ってください。その Inbox と Outbox は、このディスク上のフォルダへのリンクでもかまいません。",
  "home.not-private": "{folder} はご自身専用のフォルダではありません",
  "home.running":
    "このデータフォルダの Pagewire はすでに起動しています。そのまま使うか、`npx pagewire stop` で停止してください。",
  "home.elsewhere":
    "このデータフォルダは別のコンピュータ {host} で使用中です。そちらの Pagewire を停止するか、--home で別のデータフォルダを使ってください。そちらではもう動いていない場合は、5 分後にもう一度起動するか、{file} を削除してください。",
  "home.copied":
    "このデータフォルダは、Pagewire が使用中の {home} のコピーです。そちらを停止するか、--home で別のデータフォルダを使ってください。コピーを独立して使う場合は、{file} を削除してください。",
  "home.not-locked":
    "{file} をロックできません（{reason}）。フォルダを確認してから、もう一度起動してください。",
  "home.database":
    "{file} を使用できません（{reason}）。空き容量を増やすかファイルを移してから、もう一度起動してください。",
  "home.notes": "{file} を使用できません（{reason}）。別の場所に移してから、もう一度起動してください。",
  "home.keys":
    "{file} を読み取れません（{reason}）。別の場所に移して新しく始め、各ブラウザをもう一度ペアリングしてください。",
  "home.keys-odd":
    "{file} に読み取れない項目があります: {count}。項目はそのまま残り、接続には使われません。見当たらないブラウザをもう一度ペアリングしてください。",
  "home.port-taken":
    "ポート {port} は別のプログラムが使用しています。それを終了するか、--port で別のポートを選んでください。",
  "home.port-low":
    "ポート {port} は使用できません。{least} 未満のポートはシステムの管理者専用です。--port で別のポートを選んでください。",
  "home.port-reserved":
    "ポート {port} は使用できません。使用中ではありませんが、システムが予約しています。--port で別のポートを選んでください。",
  "home.port-unusable": "ポート {port} は使用できません（{reason}）。--port で別のポートを選んでください。",

  "config.unreadable": "{file} を読み取れません（{reason}）。修正するか、別の場所に移してください。",
  "config.no-file": "{file} はファイルではありません。別の場所に移してください。",
  "config.no-json": "{file} は JSON ではありません。修正するか、別の場所に移してください。",
  "config.wrong": "{file}: 「{field}」の値が正しくありません。{flaw}。",
  "config.the-file": "ファイル全体",
  "config.media-type": "image/png や image/* のようなメディアタイプを指定してください",
  "config.nul": "NUL 文字は使えません",
  "config.words":
    '1 つの文字列ではなく、["program", "argument"] のようなリストで指定してください（シェルは使われません）',
  "config.types": '["image/*"] のようなリストで指定してください',
  "config.no-type": "種類を 1 つ以上指定してください",
  "config.patterns": '["*.bak"] のようなパターンのリストで指定してください',
  "config.pattern":
    "すべてではなく一部のファイル名だけを除外するパターンを指定してください（* は任意の文字列、? は任意の 1 文字）",
  "config.template": "文字列で指定してください",
  "config.sidecars": "{kinds} から選んだ、重複のないリストで指定してください",
  "config.program": "プログラム名で始めてください",
  "config.socket-address": "ws:// か wss:// で始め、ホストを指定してください",
  "config.rest-address": "http:// か https:// で始め、ホストを指定してください",
  "config.venue": "この名前の取引所はありません。使えるのは {names} です",

  "companion.paired": "{name} とペアリングしました。",
  "companion.twin":
    "{name} を名乗るブラウザが 2 つあります。プロファイルとそのコピーは同じ鍵を持つためです。2 つ目は、`npx pagewire pair` でペアリングし直すまで接続できません。",
  "companion.fault":
    "コンパニオンアプリの内部で問題が発生しました。動作は続いています。内容はログで確認できます。",
  "companion.hook-unstarted":
    "onReceived のプログラム {program} を起動できません（{reason}）。ファイル {name} は無事です。今後の失敗はログにのみ記録します。",
  "companion.hook-ended":
    "onReceived のプログラム {program} がステータス {status} で終了しました。出力は {output} にあります。ファイル {name} は無事です。今後の失敗はログにのみ記録します。",
  "companion.hook-killed":
    "onReceived のプログラム {program} が {signal} で強制終了されました。出力は {output} にあります。ファイル {name} は無事です。今後の失敗はログにのみ記録します。",

  "passed.hidden": "隠しファイルです",
  "passed.unfinished": "プログラムが書き込み途中のファイルに付ける名前です",
  "passed.editor": "エディタが自分用のファイルに付ける名前です",
  "passed.desktop": "システムが自分用のファイルに付ける名前です",
  "passed.configured": "config.json の outboxIgnores で {pattern} が除外されています",
  "passed.beside": "隣に {other} があります。なくなるまで待ちます",
  "passed.folder": "フォルダです。`npx pagewire send` で送信してください",
  "passed.link": "リンクです。`npx pagewire send` で送信してください",
  "passed.no-file": "ファイルではありません",
  "passed.writing": "{program}（プロセス {pid}）が書き込み用に開いています。終わるまで待ちます",
  "passed.sent": "同じ内容をすでに送信しています。もう一度送るには `npx pagewire send` を使ってください",
  "passed.sent-as":
    "同じ内容を {name} としてすでに送信しています。もう一度送るには `npx pagewire send` を使ってください",
  "passed.over": "Outbox フォルダの {name} は送信されません: {why}",
  "passed.more": "Outbox フォルダにある、送信されず、ここに名前を挙げていないほかのファイル: {count}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
