/** Chinese: what `pagewire ssh` says. */

import type { SSH as English } from "../../english/terminal/ssh.ts";

export const SSH = {
  "ssh.host-first": "请先指定主机，再写 ssh 的参数：`npx pagewire ssh HOST`。",
  "ssh.not-on-windows": "这需要能共享连接的 ssh，而 Windows 没有：请在 WSL 中运行。",
  "ssh.not-here": "此电脑没有 ssh（{reason}）：请安装 OpenSSH。",
  "ssh.not-connected": "无法连接 {host}：原因见 ssh 的提示。",
  "ssh.no-forward": "{host} 不转发端口：其 sshd 必须允许（AllowTcpForwarding）。",
  "ssh.no-note": "无法将令牌写入 {host} 的用户文件夹：原因见 ssh 的提示。",
  "ssh.not-there": "{host} 还没有 `pagewire`。若那里有 Node 24，在此输入以下命令即可安装：{command}",
  "ssh.connected": "在此会话期间，{host} 上的 pagewire 使用本机的配套程序。",
  "ssh.forgotten": "已解除的 {host} 令牌：{tokens}。",
  "ssh.note-stays": "写在 {host} 上的内容仍保留，但已失效：其设置文件夹中的 pagewire/remote.json。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
