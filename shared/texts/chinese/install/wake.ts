/** Chinese: the button that starts Pagewire from the browser. */

import type { WAKE as English } from "../../english/install/wake.ts";

export const WAKE = {
  "wake.start": "启动",
  "wake.pair": "不用终端配对",
  "wake.starting": "正在启动…",
  "wake.missing": "此浏览器还不能启动它：请在终端中运行一次 `npx pagewire native install`。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
