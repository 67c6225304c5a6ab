/** Chinese: the home folder with its Outbox, its settings, and what the companion tells the person who runs it. */

import type { HOME as ENGLISH } from "../english/home.ts";

export const HOME = {
  "home.unusable-full": "无法使用 {folder}（{reason}）：请释放一些空间，或用 --home 选择其他数据文件夹。",
  "home.unusable-denied": "无法使用 {folder}（{reason}）：请将其设为可写，或用 --home 选择其他数据文件夹。",
  "home.unusable": "无法使用 {folder}（{reason}）：请移走那里的内容，或用 --home 选择其他数据文件夹。",
  "home.no-file": "{file} 不是文件：请将其移走，然后重新启动。",
  "home.no-target": "{folder} 是指向 {target} 的链接，但目标不存在：请连接该磁盘，或删除此链接。",
  "home.no-folder": "{folder} 不是文件夹：请将其移走，或用 --home 选择其他数据文件夹。",
  "home.closed": "其他用户曾可查看或更改 {folders}：从现在起只有您自己可以。",
  "home.links": "{place} 经过的链接过多：请用 --home 指定其他数据文件夹。",
  "home.foreign-way":
    "{place} 属于另一个用户（uid {uid}），该用户可能替换其中的内容：请用 --home 指定其他数据文件夹。",
  "home.foreign":
    "{place} 属于另一个用户（uid {uid}）：请检查其中的内容，并用 `sudo chown {own} {quoted}` 将其归为己有，或用 --home 指定其他数据文件夹。",
  "home.foreign-to-root":
    "{place} 属于另一个用户（uid {uid}）：请检查其中的内容，并用 `sudo chown {own} {quoted}` 将其归为己有，或以该用户身份运行 Pagewire。",
  "home.changeable":
    "{place} 可被其他用户更改（模式 {mode}）：请检查其中的内容并运行 `chmod go-w {quoted}`，或用 --home 指定其他数据文件夹。",
  "home.open-disk":
    "{folder} 可被其他用户更改，且其所在磁盘不保存权限：请以仅限自己访问的方式挂载该磁盘（umask=077），或用 --home 指定其他数据文件夹。",
  "home.readable-disk":
    "{folder} 所在的磁盘不保存权限：此电脑的其他用户可以读取其中的密钥和文件。请以仅限自己访问的方式挂载（umask=077），或用 --home 指定其他数据文件夹。",
  "home.no-locks":
    "{folder} 所在的磁盘不支持锁（某些网络共享即如此）：请用 --home 指定其他数据文件夹。其 Inbox 和 Outbox 可以是指向该磁盘上文件夹的链接。",
  "home.not-private": "{folder} 不是仅限自己访问的文件夹",
  "home.running": "此数据文件夹的 Pagewire 已在运行：请直接使用，或用 `npx pagewire stop` 将其停止。",
  "home.elsewhere":
    "此数据文件夹正在另一台电脑 {host} 上使用：请停止那里的 Pagewire，或用 --home 指定其他数据文件夹。如果它已不在那里运行，请五分钟后重新启动，或删除 {file}。",
  "home.copied":
    "此数据文件夹是 {home} 的副本，而 Pagewire 正在那里运行：请将其停止，或用 --home 指定其他数据文件夹。如果要独立使用此副本，请删除 {file}。",
  "home.not-locked": "无法锁定 {file}（{reason}）：请检查该文件夹，然后重新启动。",
  "home.database": "无法使用 {file}（{reason}）：请释放一些空间或移走该文件，然后重新启动。",
  "home.notes": "无法使用 {file}（{reason}）：请将其移走，然后重新启动。",
  "home.keys": "无法读取 {file}（{reason}）：请将其移走以重新开始，然后重新配对每个浏览器。",
  "home.keys-odd":
    "{file} 中无法读取的条目：{count}。它们会保留在原处，且不会允许任何人连接：请重新配对缺少的浏览器。",
  "home.port-taken": "端口 {port} 已被另一个程序占用：请结束它，或用 --port 选择其他端口。",
  "home.port-low": "无法使用端口 {port}：系统将 {least} 以下的端口留给管理员。请用 --port 选择其他端口。",
  "home.port-reserved": "无法使用端口 {port}：没有程序在监听，但系统保留了它。请用 --port 选择其他端口。",
  "home.port-unusable": "无法使用端口 {port}（{reason}）：请用 --port 选择其他端口。",

  "config.unreadable": "无法读取 {file}（{reason}）：请修正或将其移走。",
  "config.no-file": "{file} 不是文件：请将其移走。",
  "config.no-json": "{file} 不是 JSON：请修正或将其移走。",
  "config.wrong": "{file}：“{field}”有误：{flaw}。",
  "config.the-file": "整个文件",
  "config.media-type": "必须是 image/png 或 image/* 这样的媒体类型",
  "config.nul": "不能包含 NUL 字符",
  "config.words": '必须是 ["program", "argument"] 这样的列表，而不是一整段文本：不会由 shell 解析',
  "config.types": '必须是 ["image/*"] 这样的列表',
  "config.no-type": "必须至少指定一种类型",
  "config.patterns": '必须是 ["*.bak"] 这样的模式列表',
  "config.pattern": "必须是排除部分而非全部文件名的模式：* 代表任意多个字符，? 代表一个字符",
  "config.template": "必须是文本",
  "config.sidecars": "必须是由 {kinds} 组成且不重复的列表",
  "config.program": "必须以程序名称开头",
  "config.socket-address": "必须以 ws:// 或 wss:// 开头，并指定主机",
  "config.rest-address": "必须以 http:// 或 https:// 开头，并指定主机",
  "config.venue": "没有此名称的交易所；可用的有 {names}",

  "companion.paired": "{name} 已配对。",
  "companion.twin":
    "有两个浏览器自称 {name}：个人资料及其副本使用同一个密钥。第二个须重新配对后才能连接：`npx pagewire pair`。",
  "companion.fault": "配套程序内部出错：它会继续运行，详情请见其日志。",
  "companion.hook-unstarted":
    "无法启动 onReceived 的程序 {program}（{reason}）。文件 {name} 安然无恙；此后的失败只记入日志。",
  "companion.hook-ended":
    "onReceived 的程序 {program} 以状态 {status} 结束；其输出在 {output} 中。文件 {name} 安然无恙；此后的失败只记入日志。",
  "companion.hook-killed":
    "onReceived 的程序 {program} 被 {signal} 终止；其输出在 {output} 中。文件 {name} 安然无恙；此后的失败只记入日志。",

  "passed.hidden": "它是隐藏文件",
  "passed.unfinished": "从名称看，它是程序尚未写完的文件",
  "passed.editor": "从名称看，它是编辑器自用的文件",
  "passed.desktop": "从名称看，它是系统自用的文件",
  "passed.configured": "config.json 中的 outboxIgnores 排除了 {pattern}",
  "passed.beside": "旁边有 {other}：等它消失后再发送",
  "passed.folder": "它是文件夹：请用 `npx pagewire send` 发送",
  "passed.link": "它是链接：请用 `npx pagewire send` 发送",
  "passed.no-file": "它不是文件",
  "passed.writing": "{program}（进程 {pid}）正在写入：等写完后再发送",
  "passed.sent": "其内容此前已发送过：请用 `npx pagewire send` 重新发送",
  "passed.sent-as": "其内容此前已作为 {name} 发送过：请用 `npx pagewire send` 重新发送",
  "passed.over": "Outbox 文件夹中的 {name} 不会发送：{why}",
  "passed.more": "Outbox 文件夹中同样不会发送、此处未列出的其他文件：{count}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
