/** Chinese: the companion's own pages, and what it answers to commands and scripts. */

import type { SERVER as ENGLISH } from "../english/server.ts";

export const SERVER = {
  "server.running": "Pagewire 正在运行",
  "server.listens": "配套程序 {version} 正在监听 127.0.0.1:{port}。它只与已配对的浏览器通信。",
  "server.try": "试一试",
  "server.try-about": "右键点击图片，选择“发送到 Pagewire”。片刻之后，它就会出现在此电脑的 Inbox 文件夹中。",
  "server.try-inbox": "菜单中没有这一项？那么此浏览器尚未设置：请看下方。",
  "server.set-up": "设置浏览器",
  "server.set-up-about": "每个浏览器一次即可。已配对的浏览器无需此步骤。",
  "server.load": "首先加载扩展程序",
  "server.load-open": "打开浏览器的扩展程序页面，并开启“开发者模式”。",
  "server.load-folder": "点击“加载未打包的扩展程序”，并选择此文件夹：",
  "server.load-build": "没有这个文件夹？用 `npm run build` 生成。",
  "server.load-reload": "回到此页面并重新加载。",
  "server.load-pair": "在终端中获取配对链接，并在该浏览器中打开：",
  "server.browsers":
    "适用于 Chrome、Chromium、Edge 等浏览器的 148 及更高版本。Firefox（153 及更高版本）请参见 `npx pagewire extension --firefox`。",
  "server.dunes": "黄昏的沙丘（JPEG）",
  "server.tide": "潮汐线（PNG）",
  "server.meadow": "条纹草地（WebP）",
  "server.wire": "两个页面之间的连线（SVG）",
  "server.pair-title": "配对此浏览器 – Pagewire",
  "server.pair-about":
    "配对后，此浏览器可以向此电脑发送图片、从中获取文件，并显示实时价格。随时可在浏览器的 Pagewire 设置中结束配对。",
  "server.pair-try": "在示例页面上试试",
  "server.link-open": "Pagewire 扩展程序在此浏览器中尚未响应。",
  "server.link-used": "此链接已使用过。请在终端中获取新链接：",
  "server.link-expired": "此链接已过期。请在终端中获取新链接：",
  "server.link-unknown": "当前运行的配套程序不认识此链接。请在终端中获取新链接：",

  "owner.request-wrong": "请求有误：{flaw}。",
  "owner.unknown-event": "配套程序不认识事件 {event}。",
  "owner.no-client": "没有 ID 或名称为 {id} 的客户端：可用 `npx pagewire clients` 列出。",
  "owner.no-file": "没有 ID 或名称为 {id} 的等待中的文件：可用 `npx pagewire outbox` 列出。",
  "owner.not-remembered": "现已断开，但无法在重启后记住（{reason}）：请在磁盘上腾出空间，然后再次解除。",
  "owner.no-copy": "待发送文件夹中没有该文件的副本：请重新发送。",
  "owner.not-queued": "文件无法排队（{reason}）：请重试。",
  "owner.no-recipient": "没有名为 {name} 的已配对浏览器：可用 `npx pagewire clients` 列出。",
  "owner.nothing": "无",
  "owner.recipient-taken": "{name} 未连接（{seen}）；将发给已连接的 {other}。要发给前者，请用 `--to {id}`。",
  "owner.recipient-away": "{name} 未连接（{seen}）：发送的内容会等到它连接为止。",
  "owner.recipient-older":
    "{name} 未连接（{seen}）；此后 {other} 连接过。如果前者不再使用，请运行 `npx pagewire revoke {id} --into {into}`。",
  "owner.last-seen": "上次连接 {time}",
  "owner.never-seen": "从未连接",
  "owner.several-clients": "{name} 可能指多个客户端：{candidates}。请提供更完整的名称，或使用 ID。",
  "owner.several-files": "{name} 可能指多个等待中的文件：{candidates}。请提供更完整的名称，或使用 ID。",
  "owner.into-itself": "{name} 不能合并到自身：请指定另一个浏览器。",
  "owner.into-browser": "{name} 不是浏览器：只有浏览器才能接手等待浏览器的文件。",
  "owner.several-recipients":
    "{name} 可能指多个已配对的浏览器：{candidates}。请提供更完整的名称，或使用 ID。",

  "ghost.expired":
    "{name} 上次连接是 {time}，现已不再受信任：如果重新启用，请用 `npx pagewire pair` 重新配对。",
  "ghost.waits":
    "{name} 上次连接是 {time}。仍在等待它的文件：{files}；用 `npx pagewire revoke {id} --into {other}` 可将其转交给在用的浏览器。",
  "ghost.another": "另一个浏览器",

  "channel.forbidden": "此客户端无权加入该主题。",
  "channel.form": '字段 "form" 应为 "binary" 或 "base64"。',
  "channel.field": '字段 "{field}" 缺失或有误。',
  "channel.files-events": "主题 files 支持 put、get、fetch 和 stream。",
  "channel.folders-events": "该主题支持 place 和 show。",
  "channel.inbox-events": "主题 inbox 支持 list 和 find。",
  "channel.outbox-events": "主题 outbox 支持 send 和 about。",
  "folders.file-gone": "文件已不在 Inbox 文件夹中：可能已被移动、重命名或删除。",
  "folders.unknown": "该配套程序无法显示文件夹：请更新它，然后重试。",
  "folders.not-shown": "无法在电脑上打开文件管理器。请改为复制路径。",
  "channel.pairing-events": "该主题支持 leave、list 和 rename。",
  "channel.pairing-name": "名称是不超过 100 字节的文本。",
  "channel.pairing-not-kept": "电脑无法保存该名称（{reason}）：请重试。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
