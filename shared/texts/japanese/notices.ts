/** Japanese: what is said without being asked: on the toolbar icon, over a page, and as the system's notifications. */

import type { NOTICES as ENGLISH } from "../english/notices.ts";

export const NOTICES = {
  "badge.title": "Pagewire",
  "badge.unseen": "Pagewire: 先に新しいコンパニオンアプリを確認してください。確認するまで何も送信されません",
  "badge.failed": "Pagewire: 問題が発生しました。クリックすると内容と対処方法を確認できます",
  "badge.full": "Pagewire: 届いたファイルを保存する空きがブラウザにありません",
  "badge.busy": "Pagewire: 転送中",
  "badge.percent": "Pagewire: 転送中 {percent}%",
  "badge.done": "Pagewire: 完了",
  "badge.unread": "Pagewire: 新しいファイル {count} 件",
  "badge.paused": "Pagewire: 一時停止中",
  "badge.not-running": "このパソコンで Pagewire が起動していません",
  "badge.not-running-waiting": "このパソコンで Pagewire が起動していません。起動すると送信されます",
  "badge.not-paired": "Pagewire はまだこのパソコンとペアリングされていません",
  "badge.refused": "Pagewire は接続できません。クリックすると理由を確認できます",

  "toast.saved": "Inbox に保存しました · {name}",
  "toast.already": "すでに Inbox にあります · {name}",
  "toast.fetching": "{name} を読み取っています…",
  "toast.sending": "{name} を送信しています…",
  "toast.percent": "{name} を送信しています… {percent}%",
  "toast.not-running": "Pagewire が起動していません。{name} は起動すると送信されます",
  "toast.refused": "Pagewire は接続できません。{name} はブラウザで待機しています",
  "toast.not-paired":
    "Pagewire はまだこのパソコンとペアリングされていません。{name} はブラウザで待機しています",
  "toast.failed": "{name} は送信されませんでした。{why}",
  "toast.pair": "ペアリング",
  "toast.close": "閉じる",

  "notice.arrived": "新しいファイル: {name}",
  "notice.arrived-several": "新しいファイル: {count} 件",
  "notice.failed": "未送信: {name}",
  "notice.failed-several": "未送信のファイル: {count} 件",
  "notice.failed-see": "Pagewire を開くと、問題の内容と対処方法を確認できます。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
