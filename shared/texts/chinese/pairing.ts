/** Chinese: pairing: the companion's own page, the question before it, and the page that names a new companion. */

import type { PAIRING as ENGLISH } from "../english/pairing.ts";

export const PAIRING = {
  "pairing.pair": "配对此浏览器",
  "pairing.press": "点击按钮以配对此浏览器。",
  "pairing.pairing": "正在配对…",
  "pairing.paired": "已配对。",
  "pairing.shown": "即将完成：请查看刚刚打开的 Pagewire 页面。",
  "pairing.asked": "需要先确认：请在刚刚打开的 Pagewire 页面中回答。",
  "pairing.late": "未及时回答：没有任何更改。重新加载即可再试。",
  "pairing.no-answer": "Pagewire 扩展程序没有响应：请重新加载此页面后再试。",
  "pairing.no-page": "浏览器没有打开用于显示它的页面：请重试。",
  "pairing.meanwhile": "在此期间，此浏览器已与另一个配套程序配对：如需改用这一个，请打开新的配对链接。",
  "pairing.kept": "此浏览器保留现有的配套程序。",
  "pairing.nothing": "未进行配对。",
  "pairing.ended": "此询问已结束：请打开新的配对链接。",
  "pairing.own-page": "只有配套程序自己的配对页面才能配对。",
  "pairing.another-waits": "另一个配对正在等待回答：请先在其页面中回答。",
  "pairing.incomplete": "链接不完整：请复制全部内容，或运行 `npx pagewire pair` 获取新链接。",
  "pairing.undone": "已撤销：此浏览器不再与它配对。",
  "pairing.undone-untold": "{undone}{untold}",
  "pairing.not-any-more": "已不再配对。",

  "confirm.title-first": "有配套程序请求配对",
  "confirm.title": "另一个配套程序请求配对",
  "confirm.why-known":
    "浏览器一次只能与一个配套程序配对。如果刚才不是您自己打开了配对链接，请保留现有的：此电脑上的任何程序都能显示这样的页面。",
  "confirm.why-arrival":
    "您是从另一个页面转到配对页面的。如果刚才不是您自己打开了配对链接，请不要配对：此电脑上的任何程序都能显示这样的页面。",
  "confirm.why-button":
    "刚才点击的按钮当时看不出是什么按钮。如果无意配对此浏览器，请不要配对：此电脑上的任何程序都能显示这样的页面。",
  "confirm.after-switch":
    "切换后，今后发送的和仍在等待的内容都会发往新的配套程序，也只有它能向此浏览器发送文件。已接收的内容会保留。",
  "confirm.after-pairing": "配对后，今后发送的和已在等待的内容都会发往那里，它也能向此浏览器发送文件。",
  "confirm.ended": "此询问已结束：没有任何更改。重新打开配对链接即可再次询问。",
  "confirm.paired-now": "当前已配对",
  "confirm.since": "自 {time} 起",
  "confirm.asks": "请求配对",
  "confirm.unproven": "自称是已知的配套程序，但无法证明",
  "confirm.not-known": "此浏览器不认识它",
  "confirm.keep": "保留 {address}",
  "confirm.pair-nothing": "不配对",
  "confirm.switch": "切换到 {address}",
  "confirm.pair-with": "与 {address} 配对",
  "confirm.asks-later": "其用户和文件夹会在配对后、发送任何内容之前显示。届时可以撤销。",

  "result.title": "已配对。这是您的配套程序吗？",
  "result.title-over": "未配对",
  "result.not-paired": "此浏览器未与配套程序配对。",
  "result.state-looking": "尚未向那里发送任何内容。",
  "result.state-ready": "就绪：此浏览器现在可向那里发送，并从那里接收文件。",
  "result.undoing": "正在撤销…",
  "result.right": "没有问题",
  "result.close": "关闭",
  "result.undo": "撤销",
  "result.companion": "配套程序",
  "result.runs-as": "运行身份",
  "result.files-in": "文件位置",
  "result.says-nothing": "未说明",
  "result.about": "地址是此浏览器实际连接到的地址。用户和文件夹由配套程序自行声明：浏览器无法核实。",
  "result.opened-yourself":
    "是您自己打开了它的配对链接吗？如果是，终端中会显示相同的端口和文件夹；也可用 `npx pagewire status` 再次查看。如果不是，请撤销：此电脑上的任何程序，包括其他用户的，都能显示配对页面。",

  "look.first": "已与新的配套程序配对。在查看之前，不会发送或接收任何内容。",
  "look.look": "查看",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
