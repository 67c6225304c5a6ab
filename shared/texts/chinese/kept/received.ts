/** Chinese: what is done with received files after they came. */

import type { RECEIVED as ENGLISH } from "../../english/kept/received.ts";

export const RECEIVED = {
  "kept.unknown": "没有 ID 为 {id} 的已接收文件：`npx pagewire inbox` 可列出它们。",
  "kept.several": "{id} 可能指多个收到的文件：请多输入一些。",
  "kept.in-bin": "{name} 在回收站中：请先用 undo 取出。",
  "kept.moved": "{name} 已不在接收时的位置 {path}：它被手动移动或删除了，因此保持原样。",
  "kept.changed": "{name} 在接收后被修改过，因此保持原样。请手动移动或删除。",
  "kept.no-name": "新名称为空：请输入名称。",
  "kept.outside": "{folder} 不在 Inbox 内：请指定其中的文件夹，例如 2026/cats。",
  "kept.deep": "文件夹嵌套超过 {most} 层：请减少。",
  "kept.not-moved": "无法移动 {name}：新名称刚好被占用。请重试。",
  "kept.not-binned": "无法将 {name} 放入回收站：请重试。",
  "kept.not-taken-out": "{name} 已不在回收站中，或 Inbox 中没有位置：未做任何更改。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
