/** Chinese: what `pagewire mcp` says to an agent. */

import type { AGENT as English } from "../../english/terminal/agent.ts";

export const AGENT = {
  "agent.argument-wrong": "参数“{field}”不正确：应为 {expected}。",
  "agent.too-large": "{name} 为 {megabytes} MB，超过此处可读取的 {most} MB：请改为打开其路径。",
  "agent.not-decoded": "无法将 {name} 作为图片解码：{reason}。",
  "agent.too-many-pixels": "{name} 声明为 {width} × {height} 像素，超出此处可解码的大小：请用其他程序查看。",
  "agent.crop-outside": "裁剪区域超出图片范围，图片为 {width} × {height} 像素。",
  "agent.no-image": "{name} 不是图片（{type}）：请用 list_images 查看哪些文件是图片。",
  "agent.no-image-yet": "尚未收到图片：请先请求发送，再调用 wait_for_image。",
  "agent.wait-over": "{seconds} 秒内未收到图片：请询问对方后再次等待。",
  "agent.cancelled": "调用已取消。",
  "agent.one-of-three": "请在 path、text、svg 中只提供一个。",
  "agent.not-allowed": "不允许读取 {file}：可在启动 `npx pagewire mcp` 时用 --allow {folder} 允许该文件夹。",
  "agent.cursor-wrong": "此游标不属于这里的任何列表。",
  "agent.no-resource": "{uri} 不是这里的资源：应为 pagewire://inbox/ID 的形式。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
