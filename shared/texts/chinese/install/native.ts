/** Chinese: the browser that starts Pagewire itself. */

import type { NATIVE as English } from "../../english/install/native.ts";

export const NATIVE = {
  "native.installed": "以下浏览器从现在起可用扩展程序的“启动”按钮启动 Pagewire：{browsers}。",
  "native.no-browser":
    "未找到能启动 Pagewire 的浏览器：请先打开一次浏览器，再运行 `npx pagewire native install`。",
  "native.uninstalled": "浏览器不再能启动 Pagewire。",
  "native.refused": "系统拒绝了“{command}”：{reason}",
  "native.not-started": "配套程序未能启动：在终端中运行 `npx pagewire start` 可查看原因。",
  "native.not-ours": "此程序不支持该操作。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
