/** Chinese: the commands that search and edit what was received. */

import type { KEPT_COMMANDS as ENGLISH } from "../../english/kept/commands.ts";

export const KEPT_COMMANDS = {
  "edit.nothing": "没有要更改的内容：请指定 --name、--tag、--note 或 --folder。",
  "bin.nothing": "回收站是空的。",
  "bin.explained": "`npx pagewire undo ID` 可将文件从回收站取出；七天后会被永久删除。",
  "bin.since": "放入回收站的时间",
  "search.nothing": "未找到任何内容：请减少搜索词。",
  "search.not-ready": "旧版本接收的内容尚无法搜索：请运行一次 `npx pagewire start`。",
  "search.date": "请写 2026-11-28 之类的日期，或带时间的 2026-11-28T09:30",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
