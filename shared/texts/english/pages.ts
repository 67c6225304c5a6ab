/** English: the pages' titles, and the pages that show one thing: the screen of a browser that is not paired, the welcome after installation, and a received file. */

export const PAGES = {
  "title.ask": "May Pagewire read this picture?",
  "title.confirm": "Another companion – Pagewire",
  "title.options": "Pagewire settings",
  "title.paired": "Your new companion – Pagewire",
  "title.popup": "Pagewire",
  "title.save": "Saving a file – Pagewire",
  "title.sidepanel": "Pagewire prices",
  "title.view": "A received file – Pagewire",
  "title.welcome": "Welcome to Pagewire",

  "unpaired.title": "Pair with this computer",
  "unpaired.start":
    "Pagewire's other half, the companion, runs on your computer. Start it in a terminal, and open the link that it shows in this browser.",
  "unpaired.running":
    "Pagewire is running on this computer. Ask it for a link in a terminal, and open that link in this browser.",
  "unpaired.in-folder": "Run it in the Pagewire folder:",
  "unpaired.runs-already": "Already running? This makes a link:",
  "unpaired.open-page": "Open its page",
  "unpaired.waiting": "Waiting for the link…",
  "unpaired.withheld":
    "Your browser keeps Pagewire from the pages of this computer, the pairing page among them: allow it to read them.",
  "unpaired.allow": "Allow this computer",
  "unpaired.done": "Paired with this computer.",
  "unpaired.try": "Try it on a sample page",

  "welcome.about":
    "It wires this browser to the computer it runs on: pictures go to a folder, files come back, and a price is there at a glance. Nothing goes anywhere else.",
  "welcome.start": "Start Pagewire on this computer",
  "welcome.start-about":
    "The browser's half is here. Its other half, the companion, runs on your computer: start it in a terminal.",
  "welcome.started": "It is running, at {address}.",
  "welcome.pair": "Pair this browser with it",
  "welcome.pair-about":
    "Open the link that it shows in this browser, and press the button there. This makes another link:",
  "welcome.send": "Send your first picture",
  "welcome.send-about":
    "Right-click any picture on any page and choose “Send to Pagewire”. A moment later it is in the folder Inbox on your computer, with where it came from.",
  "welcome.sent":
    "It is on your computer. You will find it in the folder Inbox, and in the popup under Sent.",
  "welcome.allow": "Get every picture exactly as it is",
  "welcome.allow-about":
    "Most pictures are on another site than the page that shows them. If you allow every site, Pagewire takes a picture's own bytes out of the page, and asks no site for it again. It reads only what you click, and sends it to your own computer alone. You can also decide at the first picture that needs it.",
  "welcome.allow-again":
    "Most pictures are on another site than the page that shows them. If you allow every site, Pagewire asks a picture's own site for it once more wherever the page's own copy can't be had. It reads only what you click, and sends it to your own computer alone. You can also decide at the first picture that needs it.",
  "welcome.allow-button": "Allow every site",
  "welcome.allowed": "Every site is allowed. You can take that back in the settings.",
  "welcome.icon": "Keep Pagewire at hand",
  "welcome.icon-about":
    "Its icon shows what has come and what has gone, opens files and prices, and counts what is new.",
  "welcome.pin":
    "The browser has put it away behind the puzzle piece: press that, then the pin beside Pagewire.",
  "welcome.pinned": "The icon is on the toolbar.",
  "welcome.keys": "These keys open it, too:",
  "welcome.no-keys": "No keys open it yet.",

  "ask.why":
    "The picture is on another site than its page, and your browser lets Pagewire read it there only when you allow that. Pagewire reads only what you click, and sends it to your own computer alone.",
  "ask.every": "Every site",
  "ask.every-about":
    "Asked once: each picture comes exactly as its page shows it, and no site is asked for it again.",
  "ask.every-again":
    "Asked once: each picture comes as its own site gives it, which is asked for it once more.",
  "ask.only": "Only {host}",
  "ask.only-about": "The picture is asked from this site once more; for others you are asked again.",
  "ask.never": "Never",
  "ask.never-about": "You get what can be had without: a copy drawn again, or a screenshot, and marked so.",

  "save.saving": "Saving",
  "save.ready": "{size}, not saved yet.",
  "save.reading":
    "{done} of {size} read. The popup may be closed; leave this page open until the browser saves the file.",
  "save.handed-over": "The browser saves it now: its list of downloads shows how far it is.",
  "save.saved": "It is saved.",
  "save.not-whole": "This file has not come to its end yet: save it when it has.",
  "save.too-large":
    "The browser has no room to put so large a file together for its downloads: choose a place for it instead, or free some disk space and save it again.",
  "save.again": "Save again",
  "save.close": "Close this page",
  "save.choose": "Choose a place…",
} as const;
