/** Chinese: starting by itself, when its user logs in. */

import type { SERVICE as English } from "../../english/install/service.ts";

export const SERVICE = {
  "service.installed":
    "从现在起，Pagewire 会在您登录时自动启动：方式写在 {file} 中。崩溃后会重新启动，`npx pagewire stop` 之后则不会。",
  "service.runs-already": "此文件夹已有一个在终端中运行：它会继续运行，下次登录时再启动另一个。",
  "service.uninstalled": "Pagewire 不再自动启动。",
  "service.is-installed": "它会自动启动：方式写在 {file} 中。",
  "service.is-not-installed": "它不会自动启动：`npx pagewire service install` 可使其自动启动。",
  "service.refused":
    "系统拒绝了“{command}”（{reason}），因此 Pagewire 不会自动启动。`npx pagewire service install --print` 会显示将要安装的内容。",
  "service.fetched": "npx 只会暂时保留此命令，因此不可依赖：请先运行 `npm install --global pagewire`。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
