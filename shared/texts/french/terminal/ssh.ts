/** French: what `pagewire ssh` says. */

import type { SSH as English } from "../../english/terminal/ssh.ts";

export const SSH = {
  "ssh.host-first": "Nommez d’abord l’hôte, puis ce qui est pour ssh : `npx pagewire ssh HOST`.",
  "ssh.not-on-windows":
    "Il faut un ssh qui partage sa connexion, ce que Windows n’a pas : exécutez-le dans WSL.",
  "ssh.not-here": "Il n’y a pas de ssh sur cet ordinateur ({reason}) : installez OpenSSH.",
  "ssh.not-connected": "Pas de connexion à {host} : ssh a dit pourquoi.",
  "ssh.no-forward": "{host} ne redirige pas de ports : son sshd doit l’autoriser (AllowTcpForwarding).",
  "ssh.no-note":
    "Sur {host}, le jeton ne peut pas être écrit dans le dossier de l’utilisateur : ssh a dit pourquoi.",
  "ssh.not-there":
    "{host} n’a pas encore `pagewire`. Saisie ici, cette commande l’y installe, si Node 24 est présent : {command}",
  "ssh.connected": "Tant que cette session dure, pagewire sur {host} travaille avec le compagnon d’ici.",
  "ssh.forgotten": "Jetons de {host} révoqués : {tokens}.",
  "ssh.note-stays":
    "Ce qui a été écrit sur {host} y reste et n’ouvre plus rien : pagewire/remote.json dans son dossier de réglages.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
