/** Chinese: whose files open by themselves, on the settings page. */

import type { SHOWERS as English } from "../../english/terminal/showers.ts";

export const SHOWERS = {
  "showers.nobody": "请求立即向您展示文件的程序此后会列在这里。只有在您打开开关后，其文件才会自动打开。",
  "showers.own": "立即打开此电脑的命令所展示的文件",
  "showers.of": "立即打开 {name} 展示的文件",
  "showers.about": "此类文件一到，就会在前台打开标签页；否则与其他文件一样显示在弹出窗口中。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
