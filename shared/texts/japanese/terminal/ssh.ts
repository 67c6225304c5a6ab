/** Japanese: what `pagewire ssh` says. */

import type { SSH as English } from "../../english/terminal/ssh.ts";

export const SSH = {
  "ssh.host-first": "先にホストを、その後に ssh への引数を指定してください: `npx pagewire ssh HOST`。",
  "ssh.not-on-windows": "接続を共有できる ssh が必要ですが、Windows にはありません。WSL で実行してください。",
  "ssh.not-here": "このパソコンには ssh がありません（{reason}）。OpenSSH をインストールしてください。",
  "ssh.not-connected": "{host} に接続できません。理由は ssh のメッセージを確認してください。",
  "ssh.no-forward":
    "{host} ではポートを転送できません。sshd の設定（AllowTcpForwarding）で許可してください。",
  "ssh.no-note":
    "{host} のユーザーフォルダにトークンを書き込めません。理由は ssh のメッセージを確認してください。",
  "ssh.not-there":
    "{host} にはまだ `pagewire` がありません。Node 24 があれば、ここで次のコマンドを実行してインストールできます: {command}",
  "ssh.connected": "このセッションの間、{host} の pagewire はこのパソコンのコンパニオンアプリを使います。",
  "ssh.forgotten": "解除した {host} のトークン: {tokens}。",
  "ssh.note-stays": "{host} に書き込んだ設定フォルダの pagewire/remote.json は残りますが、もう使えません。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
