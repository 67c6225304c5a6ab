/** Japanese: the commands that search and edit what was received. */

import type { KEPT_COMMANDS as ENGLISH } from "../../english/kept/commands.ts";

export const KEPT_COMMANDS = {
  "edit.nothing": "変更する内容がありません。--name、--tag、--note、--folder のいずれかを指定してください。",
  "bin.nothing": "ごみ箱は空です。",
  "bin.explained": "`npx pagewire undo ID` でファイルをごみ箱から取り出せます。7 日後に完全に削除されます。",
  "bin.since": "ごみ箱に入れた日時",
  "search.nothing": "見つかりませんでした。言葉を減らしてお試しください。",
  "search.not-ready":
    "以前のバージョンで受信したものはまだ検索できません。一度 `npx pagewire start` を実行してください。",
  "search.date": "2026-11-28 のような日付、または 2026-11-28T09:30 のような日時を指定してください",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
