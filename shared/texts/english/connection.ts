/** English: the connection between browser and companion, and the proof that opens it. */

export const CONNECTION = {
  "connection.state-connected": "Connected",
  "connection.state-connecting": "Connecting",
  "connection.state-not-running": "Not running",
  "connection.state-not-paired": "Not paired",
  "connection.state-refused": "Refused",

  "standing.nothing-answers": "Nothing answers on {address}. Start the companion:",
  "connection.try-now": "Try now",
  "connection.pair": "Run `npx pagewire pair` on this computer and open the link it prints in this browser.",
  "connection.unseen": "Look at the new companion first: nothing goes there before.",
  "connection.polling": "By long polling: no WebSocket can be had here, so files travel slowly.",
  "connection.other-program": "Another program answers on {address}: end it, then run `npx pagewire start`.",
  "connection.silent": "The companion is there but did not answer the proof; trying again.",
  "connection.overdue": "The companion has stopped answering. As soon as it does again, everything goes on.",
  "connection.nothing-answers": "Nothing answers on {address}: run `npx pagewire start`.",
  "connection.not-connected": "The companion is not connected.",
  "connection.closed": "The companion closed the connection.",

  "proof.unreachable": "The companion does not answer: start it with `npx pagewire start`.",
  "proof.broken-off": "The companion broke the proof off: try again.",
  "proof.other-companion":
    "Another companion answers than the one this browser is paired with: run `npx pagewire pair` and open its link.",
  "proof.not-proven":
    "What answers there could not prove to be the companion this browser is paired with: run `npx pagewire pair` and open its link.",
  "proof.no-companion": "What answers there is not the companion.",
  "proof.version":
    "The companion and the extension are of different versions: update both, then reload the extension.",
  "proof.version-companion":
    "The companion is too old for this extension: update Pagewire on this computer, then start it again.",
  "proof.version-extension":
    "This extension is too old for the companion: update the extension, then reload it.",
  "proof.not-paired": "This browser is not paired: run `npx pagewire pair` and open its link.",
  "proof.revoked":
    "This browser's pairing was revoked: run `npx pagewire pair` and open its link to pair it again.",
  "store.unusable":
    "The browser does not open what Pagewire keeps in it: start the browser anew, and where that does not help begin anew. Files that were received and not saved are lost then.",
  "store.lost":
    "The browser has lost what Pagewire had kept in it, the pairing and the lists: run `npx pagewire pair` and open its link to pair this browser again.",
  "store.click-lost": "What was just clicked could not be kept: send it again afterwards.",
  "store.no-place":
    "The browser gives no room to begin anew in: remove the extension from the browser and load it again.",
  "store.begin-anew": "Begin anew",
  "store.anew": "Begun anew: run `npx pagewire pair` and open its link to pair this browser again.",
  "store.anew-paired": "Begun anew; this browser is still paired.",
  "proof.twin":
    "Another browser is connected that has the key of this one, as a profile and its copy have: run `npx pagewire pair` and open its link here to pair this browser anew.",
  "proof.wrong-proof":
    "The proof is wrong: run `npx pagewire pair` and open its link to pair this browser again.",
  "proof.link-unknown":
    "This link is not known to the companion there: run `npx pagewire pair` for a new one.",
  "proof.link-unknown-here": "This link is not known here: run `npx pagewire pair` for a new one.",
  "proof.link-used": "This link was already used: run `npx pagewire pair` for a new one.",
  "proof.link-expired": "This link has expired: run `npx pagewire pair` for a new one.",
  "proof.busy": "Too many connections are proving themselves: try again in a moment.",
} as const;
