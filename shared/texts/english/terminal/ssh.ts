/** English: what `pagewire ssh` says. */

export const SSH = {
  "ssh.host-first": "Name the host first, then what is for ssh: `npx pagewire ssh HOST`.",
  "ssh.not-on-windows":
    "This needs an ssh that shares its connection, which Windows has none of: run it in WSL.",
  "ssh.not-here": "There is no ssh on this computer ({reason}): install OpenSSH.",
  "ssh.not-connected": "No connection to {host}: ssh has said why.",
  "ssh.no-forward": "{host} does not forward ports: its sshd must allow it (AllowTcpForwarding).",
  "ssh.no-note": "On {host} the token can't be written into its user’s folder: ssh has said why.",
  "ssh.not-there":
    "{host} has no `pagewire` yet. Typed here, this installs it there, where Node 24 is: {command}",
  "ssh.connected": "While this session lasts, pagewire on {host} works with the companion here.",
  "ssh.forgotten": "Tokens of {host} that were revoked: {tokens}.",
  "ssh.note-stays":
    "What was written on {host} stays there and lets nobody in any more: pagewire/remote.json in its folder of settings.",
} as const;
