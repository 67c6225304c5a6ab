/** Japanese: how what was clicked is fetched from its site and sent. */

import type { CAPTURE as ENGLISH } from "../english/capture.ts";

export const CAPTURE = {
  "capture.forbidden": "Pagewire には {host} を読み取る権限がありません。「許可」を押すと送信されます。",
  "capture.unreadable":
    "{host} を読み取れません。オフラインか、リダイレクトが循環しているか、Pagewire に権限のないサイトにリダイレクトされています。",
  "capture.the-site": "サイト",
  "capture.this-computer": "このパソコン",
  "capture.redirects-to-computer":
    "{from} から、このパソコンのアドレス {to} にリダイレクトされました。何も読み取らず、送信もしていません。",
  "capture.redirects-to-network":
    "{from} から、ご利用のネットワーク内のアドレス {to} にリダイレクトされました。何も読み取らず、送信もしていません。",
  "capture.of-companion":
    "これはコンパニオンアプリ自身のアドレスです。送信できるのは、そこにある画像だけです。",
  "capture.site-status": "サイトがファイルの代わりに {status} を返したため、送信しませんでした。",
  "capture.web-page": "このアドレスにあるのは画像ではなくウェブページです。送信しませんでした。",
  "capture.empty-image": "画像が空です。サイトからデータが届きませんでした。",
  "capture.part-unnamed": "サイトから届いたデータが、ファイルのどの部分なのかわかりません。",
  "capture.broken-off":
    "サイトがダウンロードを何度も中断しました。しばらくしてから再試行すると、続きから再開します。",
  "capture.changed": "送信中にサイト上のファイルが変更されました。もう一度送信してください。",
  "capture.endless":
    "画像が {gib} GiB を超えても終わらず、サイトもサイズを示していません。データは残していません。",
  "capture.asks": "{host} から画像の元データを取得するには権限が必要です。「許可」を押すと送信されます。",
  "capture.better-allowed": "設定ですべてのサイトを許可すると、次からは元の画像がそのまま届きます。",
  "capture.file-access":
    "Pagewire には、このパソコンのディスクにあるページを読み取る権限がありません。chrome://extensions で「ファイルの URL へのアクセスを許可する」をオンにしてください。",
  "capture.no-picture": "ポインタの位置に画像がありません。画像そのものを右クリックしてください。",
  "capture.choice-taken":
    "画像を選ぶ画面がページによって消されました。もう一度画像を右クリックしてください。",
  "capture.not-shown": "この画像はページにも読み込まれていないため、送信できるものがありません。",
  "capture.unpacks": "画像を展開すると {mib} MiB を超えます。データは残していません。",
  "capture.other-picture":
    "ページに表示されている画像とは別の画像がサイトから返されたため、送信しませんでした。",
  "capture.not-in-page": "ブラウザが保持しているページのデータに、この画像がありません。",
  "capture.not-drawable": "別のサイトの画像のため、ページで描画し直すことができません。",
  "capture.out-of-sight":
    "画像が画面に表示されていません。画像までスクロールして、もう一度送信してください。",
  "capture.only-page": "このデータは元のページにしかありません。そのページからもう一度送信してください。",
  "capture.page-silent": "ページがデータの読み取りを許可していません。",
  "capture.page-lost": "このデータはもうページにありません。ページを再読み込みして、もう一度お試しください。",
  "capture.page-closed": "すべて受け取る前にページが閉じられました。ページからもう一度送信してください。",
  "capture.page-closed-retry":
    "すべて受け取る前にページが閉じられました。「再試行」を押すと、サイトから取得します。",
  "capture.page-closed-allow":
    "すべて受け取る前にページが閉じられました。「許可」を押すと、サイトから取得します。",
  "capture.kept-unreadable":
    "ブラウザに保存したデータを読み取れなくなりました。ページからもう一度ファイルを送信してください。",
  "capture.kept-gone": "データはもうブラウザにありません。ページからもう一度ファイルを送信してください。",
  "capture.taken-off": "すべて受け取る前に、ファイルがリストから外されました。",
  "capture.not-followed":
    "このブラウザからの通信をパソコン側で解釈できませんでした。両方を更新してから再試行してください。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
