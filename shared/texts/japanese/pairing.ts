/** Japanese: pairing: the companion's own page, the question before it, and the page that names a new companion. */

import type { PAIRING as ENGLISH } from "../english/pairing.ts";

export const PAIRING = {
  "pairing.pair": "このブラウザをペアリング",
  "pairing.press": "このブラウザをペアリングするには、ボタンを押してください。",
  "pairing.pairing": "ペアリングしています…",
  "pairing.paired": "ペアリングしました。",
  "pairing.shown": "あと少しです。今開いた Pagewire のページを確認してください。",
  "pairing.asked": "先に確認が必要です。今開いた Pagewire のページで答えてください。",
  "pairing.late":
    "時間内に回答がなかったため、何も変更していません。もう一度試すには再読み込みしてください。",
  "pairing.no-answer":
    "Pagewire の拡張機能が応答しません。このページを再読み込みして、もう一度お試しください。",
  "pairing.no-page": "ブラウザが確認用のページを開けませんでした。もう一度お試しください。",
  "pairing.meanwhile":
    "このブラウザは、その間に別のコンパニオンアプリとペアリングされました。こちらとペアリングするには、新しいペアリングリンクを開いてください。",
  "pairing.kept": "このブラウザは今のコンパニオンアプリをそのまま使います。",
  "pairing.nothing": "何もペアリングしませんでした。",
  "pairing.ended": "この確認は終了しました。新しいペアリングリンクを開いてください。",
  "pairing.own-page": "ペアリングできるのは、コンパニオンアプリ自身のペアリングページからだけです。",
  "pairing.another-waits": "別のペアリングが回答を待っています。先にそのページで答えてください。",
  "pairing.incomplete":
    "リンクが途中で切れています。全体をコピーするか、`npx pagewire pair` で新しいリンクを作ってください。",
  "pairing.undone": "元に戻しました。このブラウザはもうペアリングされていません。",
  "pairing.undone-untold": "{undone}{untold}",
  "pairing.not-any-more": "もうペアリングされていません。",

  "confirm.title-first": "コンパニオンアプリがペアリングを求めています",
  "confirm.title": "別のコンパニオンアプリがペアリングを求めています",
  "confirm.why-known":
    "ブラウザは一度に 1 つのコンパニオンアプリとだけペアリングできます。ご自身でペアリングリンクを開いたのでなければ、今のものを使い続けてください。このようなページは、このパソコンのどのプログラムでも表示できます。",
  "confirm.why-arrival":
    "別のページからペアリングページに移動しました。ご自身でペアリングリンクを開いたのでなければ、ペアリングしないでください。このようなページは、このパソコンのどのプログラムでも表示できます。",
  "confirm.why-button":
    "先ほど押したボタンは、何のボタンか見分けられない状態でした。このブラウザをペアリングするつもりでなければ、ペアリングしないでください。このようなページは、このパソコンのどのプログラムでも表示できます。",
  "confirm.after-switch":
    "切り替えると、これから送るものも送信待ちのものも新しいほうに送られ、このブラウザにファイルを送れるのも新しいほうだけになります。受信済みのものはそのまま残ります。",
  "confirm.after-pairing":
    "ペアリングすると、これから送るものもすでに送信待ちのものもそこに送られ、そこからこのブラウザにファイルを送れるようになります。",
  "confirm.ended":
    "この確認は終了し、何も変更していません。もう一度確認するには、ペアリングリンクを開き直してください。",
  "confirm.paired-now": "現在のペアリング先",
  "confirm.since": "{time} から",
  "confirm.asks": "ペアリングを求めている相手",
  "confirm.unproven": "これまでのコンパニオンアプリを名乗っていますが、本物であることを確認できませんでした",
  "confirm.not-known": "このブラウザにとって未知の相手です",
  "confirm.keep": "{address} を使い続ける",
  "confirm.pair-nothing": "ペアリングしない",
  "confirm.switch": "{address} に切り替える",
  "confirm.pair-with": "{address} とペアリング",
  "confirm.asks-later":
    "ユーザーとフォルダは、ペアリング後、何かを送信する前に表示されます。そこで元に戻すこともできます。",

  "result.title": "ペアリングしました。この相手で間違いありませんか？",
  "result.title-over": "ペアリングされていません",
  "result.not-paired": "このブラウザはコンパニオンアプリとペアリングされていません。",
  "result.state-looking": "まだ何も送信していません。",
  "result.state-ready": "準備ができました。このブラウザから送信し、ファイルを受信できます。",
  "result.undoing": "元に戻しています…",
  "result.right": "間違いない",
  "result.close": "閉じる",
  "result.undo": "元に戻す",
  "result.companion": "コンパニオンアプリ",
  "result.runs-as": "実行ユーザー",
  "result.files-in": "ファイルの場所",
  "result.says-nothing": "情報なし",
  "result.about":
    "アドレスは、このブラウザが実際に接続した先です。ユーザーとフォルダはコンパニオンアプリの自己申告で、ブラウザでは確認できません。",
  "result.opened-yourself":
    "ペアリングリンクをご自身で開いたのであれば、ターミナルにも同じポートとフォルダが表示されています（`npx pagewire status` でも確認できます）。そうでなければ元に戻してください。このパソコンのどのプログラムでも、ほかのユーザーのものでも、ペアリングページを表示できます。",

  "look.first": "新しいコンパニオンアプリとペアリングされました。確認するまで、送信も受信も行いません。",
  "look.look": "確認する",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
