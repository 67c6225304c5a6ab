/** Chinese: pictures of what a tab shows, and the page as a file. */

import type { SHOTS as English } from "../../english/picker/shots.ts";

export const SHOTS = {
  "shot.document": "发送此网页",
  "shot.visible": "可见部分截图",
  "shot.area": "区域截图…",
  "shot.element": "元素截图…",
  "shot.full": "整页截图",
  "shot.title": "网页截图 – Pagewire",
  "shot.under-way": "正在截取网页",
  "shot.stay": "完成之前请让网页保持在最前面：期间网页会滚动，之后恢复原位。",
  "shot.draw": "用鼠标拖出方框。也可用方向键：移动方框，按住 Shift 改变大小；按 Enter 截取，按 Escape 结束。",
  "shot.point": "指向网页的一部分并点击。按 ↑ 扩大，按 ↓ 缩小，按 Enter 截取，按 Escape 结束。",
  "shot.refused": "浏览器不允许截取此网页：请在网页上再次打开 Pagewire。",
  "shot.not-in-front": "网页已不在最前面：请回到网页并重新截取。",
  "shot.nothing": "无法截取网页的任何部分：请回到网页并重新截取。",
  "shot.cut-long": "网页长度超过 {pixels} 像素：截图到此为止。",
  "shot.part-missing": "网页的某些部分无法截取：这些部分为空白。",
  "shot.ended-early": "截取完成之前离开了网页：截图到当时为止。",
  "shot.document-asks": "要完全按原样保存网页，Pagewire 需要您的权限。",
  "shot.document-refused": "浏览器不提供此网页的文件：请在网页上再次打开 Pagewire。",
  "shot.failed": "未发送",
  "shot.close": "关闭此页面",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
