/** Chinese: where the extension lies, and how it is loaded. */

import type { EXTENSION as English } from "../../english/install/extension.ts";

export const EXTENSION = {
  "extension.how":
    "打开浏览器的扩展程序页面（chrome://extensions、edge://extensions），开启“开发者模式”，点击“加载未打包的扩展程序”，并选择该文件夹。然后运行 `npx pagewire pair`。",
  "extension.not-built": "扩展程序尚未构建：请运行 `npm run build`。",
  "extension.firefox-how":
    "在 Firefox 中打开 {page}，点击“临时载入附加组件…”，并选择该文件夹中的 manifest.json；它会保留到 Firefox 关闭为止。然后运行 `npx pagewire pair`。",
  "extension.firefox-not-built": "用于 Firefox 的扩展程序尚未构建：请运行 `npm run build:firefox`。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
