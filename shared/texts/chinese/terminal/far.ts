/** Chinese: what a command says that works with a companion on another computer. */

import type { FAR as English } from "../../english/terminal/far.ts";

export const FAR = {
  "uploads.not-announced": "未说明此文件发送给谁：请重新发送。",
  "uploads.taken": "此 ID 已被其他文件使用：请用新的 ID 发送。",
  "far.both-needed": "PAGEWIRE_URL 和 PAGEWIRE_TOKEN 必须同时设置，或都不设置。",
  "far.url-wrong": "{url} 不是转发端口的地址：应为本机上的 ws://127.0.0.1:8737 这样的地址。",
  "far.two-homes": "--home 指本机的配套程序，PAGEWIRE_URL 指另一台电脑的：请去掉其中一个。",
  "far.no-answer": "{url} 没有响应：请检查转发该端口的连接是否打开，以及那里的配套程序是否在运行。",
  "far.stranger": "在 {url} 响应的不是 Pagewire 的配套程序：请检查该端口通向哪里。",
  "far.token-refused":
    "{url} 的配套程序不接受此令牌：它已被解除，或属于另一个配套程序。请在那里用 `npx pagewire token --name NAME` 创建新令牌，或用 `npx pagewire ssh` 重新连接。",
  "far.token-elsewhere":
    "此令牌不适用于 {topic}：请用 `npx pagewire token --name NAME --topics {topic}` 创建。",
  "far.older": "{url} 的配套程序版本过旧，不支持此操作：请在那里更新。",
  "far.lost": "与 {url} 的连接中断且无法恢复：请在连接恢复后重新运行。",
  "far.note-unreadable": "无法读取 {file}：请删除它，或用 `npx pagewire ssh` 重新连接。",
  "far.status": "{url} 有配套程序在运行，版本 {version}；已连接的浏览器和脚本：{connected}。",
  "far.sending": "正在发送 {name}",
  "far.sending-of": "正在发送 {name}（{index} / {count}）",
  "far.getting": "正在获取 {name}",
  "far.changed": "{name} 在传输途中被更改：请重新获取。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
