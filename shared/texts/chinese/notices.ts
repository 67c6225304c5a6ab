/** Chinese: what is said without being asked: on the toolbar icon, over a page, and as the system's notifications. */

import type { NOTICES as ENGLISH } from "../english/notices.ts";

export const NOTICES = {
  "badge.title": "Pagewire",
  "badge.unseen": "Pagewire：请先查看新的配套程序，在此之前不会发送任何内容",
  "badge.failed": "Pagewire：出了问题。点击查看详情和解决方法",
  "badge.full": "Pagewire：浏览器没有空间接收发来的文件",
  "badge.busy": "Pagewire：正在传输",
  "badge.percent": "Pagewire：正在传输，{percent}%",
  "badge.done": "Pagewire：已完成",
  "badge.unread": "Pagewire：{count} 个新文件",
  "badge.paused": "Pagewire：已暂停",
  "badge.not-running": "此电脑上的 Pagewire 未运行",
  "badge.not-running-waiting": "此电脑上的 Pagewire 未运行：启动后即会发送",
  "badge.not-paired": "Pagewire 尚未与此电脑配对",
  "badge.refused": "Pagewire 无法连接。点击查看原因",

  "toast.saved": "已存入 Inbox · {name}",
  "toast.already": "Inbox 中已有 · {name}",
  "toast.fetching": "正在读取 {name}…",
  "toast.sending": "正在发送 {name}…",
  "toast.percent": "正在发送 {name}… {percent}%",
  "toast.not-running": "Pagewire 未运行：启动后即会发送 {name}",
  "toast.refused": "Pagewire 无法连接：{name} 暂存在浏览器中",
  "toast.not-paired": "Pagewire 尚未与此电脑配对：{name} 暂存在浏览器中",
  "toast.failed": "{name} 未发送。{why}",
  "toast.pair": "配对",
  "toast.close": "关闭",

  "notice.arrived": "新文件：{name}",
  "notice.arrived-several": "{count} 个新文件",
  "notice.failed": "未发送：{name}",
  "notice.failed-several": "{count} 个文件未发送",
  "notice.failed-see": "打开 Pagewire 查看问题和解决方法。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
