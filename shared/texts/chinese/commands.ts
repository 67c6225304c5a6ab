/** Chinese: what the commands say beside their data. */

import type { COMMANDS as ENGLISH } from "../english/commands.ts";

export const COMMANDS = {
  "command.not-running": "Pagewire 未运行：请用 `npx pagewire start` 启动。",
  "command.note-unreadable": "Pagewire 正在运行，但无法读取 {file}：请过几秒再试。",
  "command.refused": "配套程序拒绝了此命令：请以启动配套程序的用户身份、用相同的 --home 运行。",
  "command.refused-plain": "配套程序已拒绝。",
  "command.no-answer": "配套程序没有响应：请用 `npx pagewire doctor` 检查。",
  "command.polling": "此电脑上无法使用 WebSocket：改用长轮询。",
  "status.running": "运行中：端口 {port}，进程 {pid}，版本 {version}，已连接 {connected} 个",
  "status.home": "数据：  {home}",
  "status.inbox": "Inbox： {inbox}",
  "status.not-running": "未运行",
  "status.start": "请用 `npx pagewire start` 启动。",

  "command.stopped": "配套程序已停止。",
  "command.not-written": "输出内容未能全部写入（{reason}）。",
  "command.port-number": "端口应为 0 到 {most} 之间的数字。",
  "command.whole-number": "必须是整数。",
  "command.time-left": "剩余 {time}",

  "start.listening": "Pagewire 正在监听 {address}，文件保存在 {home}。",
  "start.open-link": "要配对已安装扩展程序的浏览器，请打开此链接（10 分钟内有效，仅限一次）：",
  "start.long-link": "链接超过一行：`npx pagewire pair --open` 可在默认浏览器中打开一个。",
  "start.paired":
    "已配对的浏览器：{paired}。如需再配对一个，或配对已丢失，可用 `npx pagewire pair` 生成新链接。",
  "start.ctrl-c": "按 Ctrl-C 停止。",
  "start.no-browser": "无法打开浏览器：请自行打开链接。",
  "start.port-of-other":
    "端口 {port} 已被另一个数据文件夹的 Pagewire 占用：请用它的 --home 将其停止，或用 --port 选择其他端口。",
  "start.came": "{browser} 已连接。",
  "start.left": "{browser} 已断开。",
  "start.received": "已接收 {name}（{size}）。",
  "start.received-from": "已从 {host} 接收 {name}（{size}）。",
  "start.stored": "已将 {name}（{size}）发送到 {browser}。",
  "start.refused": "未接收：{name}。{why}",
  "start.more": "…这一秒内还有 {count} 个。",
  "start.stopping": "正在停止。",
  "stop.goes-on": "配套程序（进程 {pid}）没有停止：请手动结束。",

  "table.name": "名称",
  "table.size": "大小",
  "table.received": "接收时间",
  "table.type": "类型",
  "table.page": "页面",
  "table.id": "ID",
  "table.waits-since": "开始等待",
  "table.for": "接收方",
  "table.kind": "类型",
  "table.state": "状态",
  "table.files-waiting": "等待中的文件",
  "table.last-seen": "上次连接",

  "clients.open-link": "在要配对的浏览器中打开此链接；{minutes} 分钟内有效，仅限一次。",
  "clients.opened-link":
    "链接将由默认浏览器打开；如果没有打开，请自行打开链接。{minutes} 分钟内有效，仅限一次。",
  "clients.nobody": "尚未配对任何浏览器：请运行 `npx pagewire pair`。",
  "clients.revoked": "{name} 已不再受信任。",
  "clients.browser": "浏览器",
  "clients.script": "脚本",
  "clients.connected": "已连接",
  "clients.away": "未连接",
  "clients.waiting": "等待它的文件：{files}",
  "clients.token":
    "此令牌只显示一次。持有令牌者无需浏览器那样的双向验证，即可以 {name} 的身份连接；运行 `npx pagewire revoke {id}` 可使其失效。",
  "clients.token-use": "Phoenix 客户端将它作为 authToken 提供给 {address}：examples 文件夹中有示例。",

  "inbox.nothing": "{home} 中尚未收到任何文件。",
  "inbox.damaged": "记录 {seq}（{name}）已损坏：无法读取的部分已略去。",
  "outbox.nothing": "没有等待发送到浏览器的文件。",
  "outbox.any-browser": "任意浏览器",
  "outbox.damaged": "等待中的文件 {id} 在索引中已损坏：请用 `npx pagewire outbox --cancel {id}` 撤回。",

  "send.one-name": "--name 只能用于一个文件：请逐个发送。",
  "send.empty-name": "--name 需要一个名称。",
  "send.name-of-folder": "--name 只能用于一个文件，而 {folder} 是文件夹：请去掉 --name。",
  "send.empty-folder": "{folder} 中没有可发送的文件：隐藏文件、未完成的文件和链接不会发送。",
  "send.named-by-folders": "有多个同名文件，因此名称会带上所在的文件夹：{name}。",
  "send.stopped": "{name} 尚未排队，配套程序就已停止：请启动它，然后重新发送其余文件。",
  "send.copying": "正在复制 {name}",
  "send.copying-of": "正在复制 {name}（{index}/{count}）",
  "send.nobody-paired":
    "尚未配对任何浏览器，文件会继续排队：请运行 `npx pagewire pair`，并在已安装扩展程序的浏览器中打开链接。",
  "send.waits-for-pairing":
    "尚未配对任何浏览器，正在等待配对：请在另一个终端中运行 `npx pagewire pair`，并在已安装扩展程序的浏览器中打开链接。按 Ctrl-C 可结束等待，文件会继续排队。",
  "send.nobody-connected": "没有已配对的浏览器在线：文件会排队，直到有浏览器连接。",
  "send.summary": "已排队：{count}（{size}）。",
  "send.lost": "配套程序已停止；尚未存入浏览器的文件会继续排队，下次运行时再发送。",
  "send.withdrawn": "{name} 已撤回：其副本已被取消，或已不在电脑上。如果仍要发给浏览器，请重新发送。",
  "send.one-waiting": "{name}，正在等待浏览器",
  "send.several": "{name}（共 {count} 个，已存入 {stored} 个）",
  "send.several-waiting": "{name}（共 {count} 个，已存入 {stored} 个，正在等待浏览器）",

  "prices.no-price": "没有收到 {symbols} 的价格：请检查网络，或试试 DEMO。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
