/** Japanese: pictures of what a tab shows, and the page as a file. */

import type { SHOTS as English } from "../../english/picker/shots.ts";

export const SHOTS = {
  "shot.document": "このページを送信",
  "shot.visible": "見えている部分のスクリーンショット",
  "shot.area": "範囲のスクリーンショット…",
  "shot.element": "要素のスクリーンショット…",
  "shot.full": "ページ全体のスクリーンショット",
  "shot.title": "ページの画像 – Pagewire",
  "shot.under-way": "ページを撮影しています",
  "shot.stay":
    "終わるまでページを前面に表示しておいてください。撮影中はスクロールされ、終わると元に戻ります。",
  "shot.draw":
    "マウスで範囲を囲んでください。矢印キーでは移動、Shift を押しながらサイズ変更、Enter で決定、Escape で終了します。",
  "shot.point":
    "ページの要素を指してクリックしてください。↑ で広く、↓ で狭く、Enter で決定、Escape で終了します。",
  "shot.refused":
    "ブラウザがこのページの撮影を許可していません。ページで Pagewire をもう一度開いてください。",
  "shot.not-in-front": "ページが前面にありません。ページに戻って、もう一度撮影してください。",
  "shot.nothing": "ページを撮影できませんでした。ページに戻って、もう一度撮影してください。",
  "shot.cut-long": "ページが {pixels} ピクセルより長いため、画像はそこで終わります。",
  "shot.part-missing": "ページの一部を撮影できなかったため、その部分は空白です。",
  "shot.ended-early": "すべて撮影する前にページを離れたため、画像はそこで終わります。",
  "shot.document-asks": "ページをそのまま保存するには、Pagewire に権限が必要です。",
  "shot.document-refused":
    "ブラウザがこのページをファイルとして渡しません。ページで Pagewire をもう一度開いてください。",
  "shot.failed": "送信されませんでした",
  "shot.close": "このページを閉じる",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
