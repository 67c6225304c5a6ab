/** Japanese: what can be done with a sent file in the popup. */

import type { AFTER as ENGLISH } from "../../english/kept/after.ts";

export const AFTER = {
  "after.edit": "名前、タグ、場所を変更…",
  "after.bin": "取り消す: ごみ箱に入れる",
  "after.take-out": "ごみ箱から取り出す",
  "after.binned": "ごみ箱の中",
  "after.in-bin": "{name} を 7 日間ごみ箱に保管します。",
  "after.taken-out": "{name} を Inbox に戻しました。",
  "after.dialog": "このファイルを編集",
  "after.name": "名前",
  "after.folder": "Inbox 内のフォルダ",
  "after.tags": "タグ（カンマ区切り）",
  "after.note": "メモ",
  "after.found": "パソコンの Inbox で見つかったもの",
  "after.refused": "コンパニオンアプリがこの操作に対応していません。更新してから、もう一度お試しください。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
