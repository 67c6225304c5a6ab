/** Chinese: the connection between browser and companion, and the proof that opens it. */

import type { CONNECTION as ENGLISH } from "../english/connection.ts";

export const CONNECTION = {
  "connection.state-connected": "已连接",
  "connection.state-connecting": "正在连接",
  "connection.state-not-running": "未运行",
  "connection.state-not-paired": "未配对",
  "connection.state-refused": "已被拒绝",

  "standing.nothing-answers": "{address} 没有响应。请启动配套程序：",
  "connection.try-now": "立即尝试",
  "connection.pair": "请在此电脑上运行 `npx pagewire pair`，并在此浏览器中打开它显示的链接。",
  "connection.unseen": "请先查看新的配套程序：在此之前不会向它发送任何内容。",
  "connection.polling": "正在使用长轮询：此处无法使用 WebSocket，文件传输较慢。",
  "connection.other-program": "{address} 上响应的是另一个程序：请结束它，然后运行 `npx pagewire start`。",
  "connection.silent": "配套程序在运行，但没有响应验证；正在重试。",
  "connection.overdue": "配套程序已停止响应。一旦恢复，一切都会继续。",
  "connection.nothing-answers": "{address} 没有响应：请运行 `npx pagewire start`。",
  "connection.not-connected": "未连接到配套程序。",
  "connection.closed": "配套程序已关闭连接。",

  "proof.unreachable": "配套程序没有响应：请用 `npx pagewire start` 启动。",
  "proof.broken-off": "配套程序中断了验证：请重试。",
  "proof.other-companion": "响应的不是与此浏览器配对的配套程序：请运行 `npx pagewire pair` 并打开其链接。",
  "proof.not-proven":
    "响应方无法证明自己是与此浏览器配对的配套程序：请运行 `npx pagewire pair` 并打开其链接。",
  "proof.no-companion": "响应方不是配套程序。",
  "proof.version": "配套程序与扩展程序的版本不一致：请更新两者，然后重新加载扩展程序。",
  "proof.version-companion": "配套程序对此扩展程序来说过旧：请更新此电脑上的 Pagewire，然后重新启动它。",
  "proof.version-extension": "此扩展程序对配套程序来说过旧：请更新扩展程序，然后重新加载它。",
  "proof.not-paired": "此浏览器尚未配对：请运行 `npx pagewire pair` 并打开其链接。",
  "proof.revoked": "此浏览器的配对已被解除：请运行 `npx pagewire pair` 并打开其链接，以重新配对。",
  "store.unusable":
    "浏览器无法打开 Pagewire 保存的数据：请重新启动浏览器；如果仍无法解决，请重置。重置后，已接收但未保存的文件将会丢失。",
  "store.lost":
    "浏览器丢失了 Pagewire 保存的数据，包括配对和列表：请运行 `npx pagewire pair` 并打开其链接，以重新配对此浏览器。",
  "store.click-lost": "刚才点击的内容未能保存：请稍后重新发送。",
  "store.no-place": "浏览器没有可供重置的空间：请从浏览器中移除扩展程序，再重新加载。",
  "store.begin-anew": "重置",
  "store.anew": "已重置：请运行 `npx pagewire pair` 并打开其链接，以重新配对此浏览器。",
  "store.anew-paired": "已重置；此浏览器仍处于配对状态。",
  "proof.twin":
    "另一个已连接的浏览器与此浏览器使用同一个密钥（例如个人资料及其副本）：请运行 `npx pagewire pair` 并在此处打开其链接，以重新配对此浏览器。",
  "proof.wrong-proof": "验证失败：请运行 `npx pagewire pair` 并打开其链接，以重新配对此浏览器。",
  "proof.link-unknown": "那里的配套程序不认识此链接：请运行 `npx pagewire pair` 获取新链接。",
  "proof.link-unknown-here": "此处不认识此链接：请运行 `npx pagewire pair` 获取新链接。",
  "proof.link-used": "此链接已使用过：请运行 `npx pagewire pair` 获取新链接。",
  "proof.link-expired": "此链接已过期：请运行 `npx pagewire pair` 获取新链接。",
  "proof.busy": "正在验证的连接过多：请稍后再试。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
