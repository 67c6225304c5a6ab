/** English: what is wrong between this browser and the companion, and what to do about it. */

export const DIAGNOSIS = {
  "diagnosis.pair": "Run `npx pagewire pair` and open the link it prints in this browser.",
  "diagnosis.site-access":
    "Open chrome://extensions, press Details at Pagewire and set Site access to “On all sites”, or switch on the address 127.0.0.1.",
  "diagnosis.local-access":
    "Allow local network access for Pagewire in the browser's privacy settings, or ask who manages this browser.",
  "diagnosis.doctor": "`npx pagewire doctor` says more.",
  "diagnosis.polling": "Something on this computer cuts WebSockets, so files travel slowly.",
  "diagnosis.polling-fix": "Let a proxy or virus scanner pass WebSockets to {address} through.",
  "diagnosis.not-running": "Nothing answers on {address}: the companion is not running.",
  "diagnosis.not-running-fix":
    "Run `npx pagewire start` in the Pagewire folder. If it runs on another port, pair anew.",
  "diagnosis.other-program": "Another program answers on {address}. It was sent nothing but a hello.",
  "diagnosis.other-program-fix":
    "End that program, then run `npx pagewire start`; or start the companion with --port and pair anew.",
  "diagnosis.cut": "The companion on {address} is there, but what this browser says does not get through.",
  "diagnosis.cut-fix":
    "Look for a proxy, a virus scanner or a policy that filters this computer's own addresses; `npx pagewire doctor` checks the rest.",
  "diagnosis.blocked": "The browser does not let Pagewire reach this computer.",
  "diagnosis.not-paired": "This browser has no companion yet.",
  "diagnosis.twin":
    "Another browser is connected that has the key of this one, as a profile and its copy have.",
  "diagnosis.revoked": "The companion no longer trusts this browser: its pairing was revoked.",
  "diagnosis.version": "The companion and the extension are of different versions.",
  "diagnosis.version-fix":
    "In the Pagewire folder run `npm run build` and start the companion again, then reload the extension in chrome://extensions.",
  "diagnosis.other-companion": "Another companion than the known one runs on {address}.",
  "diagnosis.other-companion-fix":
    "Start it with the home folder this browser was paired with (--home), or pair with the new one: {pair}",
  "diagnosis.not-proven":
    "What answers on {address} could not prove to be the companion. It was sent nothing but a hello.",
  "diagnosis.not-proven-fix":
    "Find out which program has the port; if it is the companion with new keys: {pair}",
} as const;
