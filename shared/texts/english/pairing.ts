/** English: pairing: the companion's own page, the question before it, and the page that names a new companion. */

export const PAIRING = {
  "pairing.pair": "Pair this browser",
  "pairing.press": "Press the button to pair this browser.",
  "pairing.pairing": "Pairing…",
  "pairing.paired": "Paired.",
  "pairing.shown": "Almost done: look at the Pagewire page that has just opened.",
  "pairing.asked": "You are asked first: answer in the Pagewire page that has just opened.",
  "pairing.late": "Nobody answered in time: nothing has changed. Reload to try again.",
  "pairing.no-answer": "The Pagewire extension does not answer: reload this page and try again.",
  "pairing.no-page": "The browser opened no page to show it in: try again.",
  "pairing.meanwhile":
    "This browser was paired with another companion in the meantime: open a new pairing link to be asked about this one.",
  "pairing.kept": "This browser keeps the companion it has.",
  "pairing.nothing": "Nothing was paired.",
  "pairing.ended": "This question has ended: open a new pairing link.",
  "pairing.own-page": "Only a companion's own pairing page can pair.",
  "pairing.another-waits": "Another pairing waits for your answer: answer it in its page first.",
  "pairing.incomplete": "The link is not complete: copy all of it, or run `npx pagewire pair` for a new one.",
  "pairing.undone": "Undone: this browser is not paired with it any more.",
  "pairing.undone-untold": "{undone} {untold}",
  "pairing.not-any-more": "It is not paired any more.",

  "confirm.title-first": "A companion asks to be paired",
  "confirm.title": "Another companion asks to be paired",
  "confirm.why-known":
    "A browser belongs to one companion at a time. If you did not just open a pairing link yourself, keep the one you have: any program on this computer can show such a page.",
  "confirm.why-arrival":
    "Another page has led to its pairing page. If you did not just open a pairing link yourself, pair nothing: any program on this computer can show such a page.",
  "confirm.why-button":
    "The button that you have pressed there could not be seen for what it is. If you did not mean to pair this browser, pair nothing: any program on this computer can show such a page.",
  "confirm.after-switch":
    "After a switch, what you send and what still waits goes to the new one, and only the new one can send files to this browser. What you have received stays.",
  "confirm.after-pairing":
    "Once it is paired, what you send and what already waits goes there, and it can send files to this browser.",
  "confirm.ended":
    "This question has ended: nothing has changed. Open the pairing link again to be asked anew.",
  "confirm.paired-now": "Paired now",
  "confirm.since": "since {time}",
  "confirm.asks": "Asks to be paired",
  "confirm.unproven": "claims to be the companion you know and could not prove it",
  "confirm.not-known": "not known to this browser",
  "confirm.keep": "Keep {address}",
  "confirm.pair-nothing": "Pair nothing",
  "confirm.switch": "Switch to {address}",
  "confirm.pair-with": "Pair with {address}",
  "confirm.asks-later":
    "Its user and folder are shown once it is paired, before anything is sent. You can undo it there.",

  "result.title": "Paired. Is this your companion?",
  "result.title-over": "Not paired",
  "result.not-paired": "This browser is not paired with a companion.",
  "result.state-looking": "Nothing has been sent there yet.",
  "result.state-ready": "Ready: this browser now sends there and gets files from there.",
  "result.undoing": "Undoing…",
  "result.right": "Looks right",
  "result.close": "Close",
  "result.undo": "Undo",
  "result.companion": "The companion",
  "result.runs-as": "Runs as",
  "result.files-in": "Files in",
  "result.says-nothing": "it does not say",
  "result.about":
    "The address is what this browser has reached. User and folder are what the companion says of itself: a browser can’t check them.",
  "result.opened-yourself":
    "Did you open its pairing link yourself? Then your terminal names the same port and folder; `npx pagewire status` tells them again. If not, undo it: any program on this computer, another user’s too, can show a pairing page.",

  "look.first": "A new companion was paired. Nothing is sent or received before you have looked at it.",
  "look.look": "Look at it",
} as const;
