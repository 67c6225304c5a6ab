/** Japanese: the pages' titles, and the pages that show one thing: the screen of a browser that is not paired, the welcome after installation, and a received file. */

import type { PAGES as ENGLISH } from "../english/pages.ts";

export const PAGES = {
  "title.ask": "Pagewire にこの画像の読み取りを許可しますか？",
  "title.confirm": "別のコンパニオンアプリ – Pagewire",
  "title.options": "Pagewire の設定",
  "title.paired": "新しいコンパニオンアプリ – Pagewire",
  "title.popup": "Pagewire",
  "title.save": "ファイルの保存 – Pagewire",
  "title.sidepanel": "Pagewire の価格",
  "title.view": "受信したファイル – Pagewire",
  "title.welcome": "Pagewire へようこそ",

  "unpaired.title": "このパソコンとペアリング",
  "unpaired.start":
    "Pagewire には、パソコンで動くもう半分、コンパニオンアプリがあります。ターミナルで起動し、表示されたリンクをこのブラウザで開いてください。",
  "unpaired.running":
    "このパソコンで Pagewire が起動しています。ターミナルでリンクを作り、このブラウザで開いてください。",
  "unpaired.in-folder": "Pagewire フォルダで実行:",
  "unpaired.runs-already": "すでに起動している場合は、次のコマンドでリンクを作れます:",
  "unpaired.open-page": "ページを開く",
  "unpaired.waiting": "リンクを待っています…",
  "unpaired.withheld":
    "ブラウザの設定により、Pagewire はペアリング用のページを含むこのパソコンのページを読み取れません。読み取りを許可してください。",
  "unpaired.allow": "このパソコンを許可",
  "unpaired.done": "このパソコンとペアリングしました。",
  "unpaired.try": "サンプルページで試す",

  "welcome.about":
    "このブラウザとパソコンをつなぎます。画像をパソコンのフォルダに送り、ファイルを受け取り、価格をひと目で確認できます。ほかにはどこにも送信されません。",
  "welcome.start": "このパソコンで Pagewire を起動",
  "welcome.start-about":
    "ブラウザ側の準備はできました。もう半分のコンパニオンアプリは、パソコンのターミナルで起動します。",
  "welcome.started": "{address} で起動しています。",
  "welcome.pair": "このブラウザをペアリング",
  "welcome.pair-about":
    "表示されたリンクをこのブラウザで開き、そこにあるボタンを押してください。リンクは次のコマンドで作り直せます:",
  "welcome.send": "最初の画像を送信",
  "welcome.send-about":
    "好きなページで画像を右クリックし、「Pagewire に送信」を選んでください。すぐにパソコンの Inbox フォルダに、入手元の情報とともに届きます。",
  "welcome.sent": "パソコンに届きました。Inbox フォルダと、ポップアップの「送信済み」で確認できます。",
  "welcome.allow": "どの画像も元のまま取得",
  "welcome.allow-about":
    "画像の多くは、表示しているページとは別のサイトにあります。すべてのサイトを許可すると、Pagewire はページから画像の元データをそのまま取り出し、サイトに改めて要求しません。読み取るのはクリックしたものだけで、送信先はご自身のパソコンだけです。権限が必要な画像が出てきたときに決めることもできます。",
  "welcome.allow-again":
    "画像の多くは、表示しているページとは別のサイトにあります。すべてのサイトを許可すると、Pagewire はページ自身のコピーを使えない場合に、画像のサイトへもう一度要求します。読み取るのはクリックしたものだけで、送信先はご自身のパソコンだけです。権限が必要な画像が出てきたときに決めることもできます。",
  "welcome.allow-button": "すべてのサイトを許可",
  "welcome.allowed": "すべてのサイトを許可しました。設定でいつでも取り消せます。",
  "welcome.icon": "Pagewire をすぐ使えるように",
  "welcome.icon-about":
    "アイコンから送受信したものを確認し、ファイルや価格を開けます。新しいファイルの数も表示します。",
  "welcome.pin":
    "アイコンはパズルのピースの中にあります。ピースを押し、Pagewire の横のピンを押してください。",
  "welcome.pinned": "アイコンはツールバーにあります。",
  "welcome.keys": "次のキーでも開けます:",
  "welcome.no-keys": "まだキーが割り当てられていません。",

  "ask.why":
    "画像の提供元がページとは異なり、許可がない限り、ブラウザはそのデータを拡張機能に渡しません。Pagewire が読み取るのはクリックしたものだけで、送信先はご自身のパソコンだけです。",
  "ask.every": "すべてのサイト",
  "ask.every-about":
    "確認はこの 1 回だけです。どの画像もページに表示されているまま届き、サイトに改めて要求しません。",
  "ask.every-again": "確認はこの 1 回だけです。どの画像も、そのサイトへもう一度要求して受け取ります。",
  "ask.only": "{host} のみ",
  "ask.only-about": "画像をこのサイトにもう一度要求します。ほかのサイトではその都度確認します。",
  "ask.never": "許可しない",
  "ask.never-about": "許可なしで得られるものを使います。描き直すか画面から切り抜き、そのことを表示します。",

  "save.saving": "保存しています",
  "save.ready": "{size}、まだ保存していません。",
  "save.reading":
    "{size} のうち {done} を読み取りました。ポップアップは閉じてもかまいませんが、このページはブラウザがファイルを保存するまで開いたままにしてください。",
  "save.handed-over": "ブラウザが保存しています。進み具合はダウンロードの一覧で確認できます。",
  "save.saved": "保存しました。",
  "save.not-whole": "このファイルはまだすべて届いていません。届いてから保存してください。",
  "save.too-large":
    "ファイルが大きく、ダウンロード用にまとめる空きがブラウザにありません。代わりに保存先を選ぶか、ディスクの空き容量を増やしてからもう一度保存してください。",
  "save.again": "もう一度保存",
  "save.close": "このページを閉じる",
  "save.choose": "保存先を選択…",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
