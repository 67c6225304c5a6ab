/** Chinese: what is wrong between this browser and the companion, and what to do about it. */

import type { DIAGNOSIS as ENGLISH } from "../english/diagnosis.ts";

export const DIAGNOSIS = {
  "diagnosis.pair": "请运行 `npx pagewire pair`，并在此浏览器中打开它显示的链接。",
  "diagnosis.site-access":
    "请打开 chrome://extensions，点击 Pagewire 的“详情”，将“有权访问的网站”设为“在所有网站上”，或开启地址 127.0.0.1。",
  "diagnosis.local-access": "请在浏览器的隐私设置中允许 Pagewire 访问本地网络，或咨询此浏览器的管理员。",
  "diagnosis.doctor": "详情请见 `npx pagewire doctor`。",
  "diagnosis.polling": "此电脑上有程序切断了 WebSocket，文件传输较慢。",
  "diagnosis.polling-fix": "请让代理或杀毒软件放行到 {address} 的 WebSocket。",
  "diagnosis.not-running": "{address} 没有响应：配套程序未运行。",
  "diagnosis.not-running-fix":
    "请在 Pagewire 文件夹中运行 `npx pagewire start`。如果它在其他端口上运行，请重新配对。",
  "diagnosis.other-program": "{address} 上响应的是另一个程序。除问候之外，未向它发送任何内容。",
  "diagnosis.other-program-fix":
    "请结束该程序，然后运行 `npx pagewire start`；或用 --port 启动配套程序并重新配对。",
  "diagnosis.cut": "{address} 上有配套程序，但此浏览器发送的内容无法到达。",
  "diagnosis.cut-fix":
    "请检查是否有代理、杀毒软件或策略在过滤本机地址；其余问题可用 `npx pagewire doctor` 检查。",
  "diagnosis.blocked": "浏览器不允许 Pagewire 访问此电脑。",
  "diagnosis.not-paired": "此浏览器还没有配套程序。",
  "diagnosis.twin": "另一个已连接的浏览器与此浏览器使用同一个密钥（例如个人资料及其副本）。",
  "diagnosis.revoked": "配套程序不再信任此浏览器：配对已被解除。",
  "diagnosis.version": "配套程序与扩展程序的版本不一致。",
  "diagnosis.version-fix":
    "请在 Pagewire 文件夹中运行 `npm run build` 并重新启动配套程序，然后在 chrome://extensions 中重新加载扩展程序。",
  "diagnosis.other-companion": "{address} 上运行的不是已知的配套程序，而是另一个。",
  "diagnosis.other-companion-fix":
    "请用此浏览器配对时的数据文件夹（--home）启动它，或与新的配套程序配对：{pair}",
  "diagnosis.not-proven": "{address} 上的响应方无法证明自己是配套程序。除问候之外，未向它发送任何内容。",
  "diagnosis.not-proven-fix": "请查明是哪个程序占用了端口；如果是换了新密钥的配套程序：{pair}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
