/** Chinese: what can be done with a sent file in the popup. */

import type { AFTER as ENGLISH } from "../../english/kept/after.ts";

export const AFTER = {
  "after.edit": "重命名、加标签或移动…",
  "after.bin": "撤销：放入回收站",
  "after.take-out": "从回收站取出",
  "after.binned": "在回收站中",
  "after.in-bin": "{name} 将在回收站中保留七天。",
  "after.taken-out": "{name} 已回到 Inbox。",
  "after.dialog": "编辑此文件",
  "after.name": "名称",
  "after.folder": "Inbox 内的文件夹",
  "after.tags": "标签（用逗号分隔）",
  "after.note": "备注",
  "after.found": "在电脑的 Inbox 中找到",
  "after.refused": "配套程序不支持此操作：请更新后重试。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
