/** German: what `pagewire ssh` says. */

import type { SSH as English } from "../../english/terminal/ssh.ts";

export const SSH = {
  "ssh.host-first": "Zuerst den Host nennen, danach, was für ssh bestimmt ist: `npx pagewire ssh HOST`.",
  "ssh.not-on-windows":
    "Das braucht ein ssh, das seine Verbindung teilt; Windows hat keines: bitte in WSL ausführen.",
  "ssh.not-here": "Auf diesem Computer gibt es kein ssh ({reason}): bitte OpenSSH installieren.",
  "ssh.not-connected": "Keine Verbindung zu {host}: ssh hat gesagt, warum.",
  "ssh.no-forward": "{host} leitet keine Ports weiter: Der sshd dort muss es erlauben (AllowTcpForwarding).",
  "ssh.no-note":
    "Auf {host} lässt sich das Token nicht in den Benutzerordner schreiben: ssh hat gesagt, warum.",
  "ssh.not-there":
    "{host} hat noch kein `pagewire`. Hier eingegeben, installiert das es dort, wo Node 24 vorhanden ist: {command}",
  "ssh.connected": "Solange diese Sitzung dauert, arbeitet pagewire auf {host} mit dem Begleitprogramm hier.",
  "ssh.forgotten": "Widerrufene Tokens von {host}: {tokens}.",
  "ssh.note-stays":
    "Was auf {host} geschrieben wurde, bleibt dort und lässt niemanden mehr ein: pagewire/remote.json im Ordner der Einstellungen.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
