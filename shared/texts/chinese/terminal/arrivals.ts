/** Chinese: what came, as the commands of a terminal say it. */

import type { ARRIVALS as English } from "../../english/terminal/arrivals.ts";

export const ARRIVALS = {
  "option.seconds": "必须是秒数，最多 {most}。",
  "arrived.no-such": "没有 ID 为 {id} 的已接收文件：请用 `npx pagewire inbox` 列出。",
  "arrived.several": "{id} 可能指多个文件：{candidates}。请输入更长的 ID。",
  "arrived.no-type": "{type} 不是媒体类型：请使用 image、image/* 或 image/png 之类的类型。",
  "arrived.vanished": "{name} 已不在收件箱中：文件被移动或删除了。",
  "arrived.unreadable": "无法读取 {name}：{reason}。",

  "latest.nothing": "尚未接收任何文件。",
  "latest.none-of-type": "尚未接收此类型的文件。",
  "latest.gone": "{name} 已不在收件箱中，因此跳过。",
  "wait.over": "{seconds} 秒内未收到任何文件。",

  "get.json-to-stdout": "标准输出只能是文件或其 JSON：请去掉 --json，或为 --to 指定文件夹。",
  "get.no-folder": "文件夹 {folder} 不存在：请创建它，或指定其他文件夹。",
  "get.not-written": "无法将文件写入 {folder}：{reason}。",
  "get.changed": "{name} 在接收后被更改过：这是文件现在的内容。",
  "open.failed": "没有程序能打开 {name}：{reason}。",
  "rm.removed": "已删除 {name}（{size}）。",
  "rm.removed-from": "已删除 {name}（{size}），来源为 {url}。",
  "rm.not-removed": "无法删除 {name}：{reason}。",
  "completion.shells": "补全支持 {shells}：请指定其中之一。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
