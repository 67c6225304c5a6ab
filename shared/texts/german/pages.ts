/** German: the pages' titles, and the pages that show one thing: the screen of a browser that is not paired, the welcome after installation, and a received file. */

import type { PAGES as ENGLISH } from "../english/pages.ts";

export const PAGES = {
  "title.ask": "Darf Pagewire dieses Bild lesen?",
  "title.confirm": "Ein anderes Begleitprogramm – Pagewire",
  "title.options": "Pagewire-Einstellungen",
  "title.paired": "Ihr neues Begleitprogramm – Pagewire",
  "title.popup": "Pagewire",
  "title.save": "Datei speichern – Pagewire",
  "title.sidepanel": "Pagewire-Kurse",
  "title.view": "Eine empfangene Datei – Pagewire",
  "title.welcome": "Willkommen bei Pagewire",

  "unpaired.title": "Mit diesem Computer koppeln",
  "unpaired.start":
    "Die andere Hälfte von Pagewire, das Begleitprogramm, läuft auf dem Computer. Es in einem Terminal starten und den Link, den es zeigt, in diesem Browser öffnen.",
  "unpaired.running":
    "Pagewire läuft auf diesem Computer. In einem Terminal einen Link anfordern und diesen Link in diesem Browser öffnen.",
  "unpaired.in-folder": "Im Pagewire-Ordner ausführen:",
  "unpaired.runs-already": "Läuft es schon? Das erzeugt einen Link:",
  "unpaired.open-page": "Seite des Begleitprogramms öffnen",
  "unpaired.waiting": "Wartet auf den Link …",
  "unpaired.withheld":
    "Der Browser hält Pagewire von den Seiten dieses Computers fern, auch von der Seite zum Koppeln: Pagewire muss sie lesen dürfen.",
  "unpaired.allow": "Diesen Computer zulassen",
  "unpaired.done": "Mit diesem Computer gekoppelt.",
  "unpaired.try": "Auf einer Beispielseite ausprobieren",

  "welcome.about":
    "Pagewire verbindet diesen Browser mit dem Computer, auf dem er läuft: Bilder kommen in einen Ordner, Dateien kommen zurück, und ein Kurs ist auf einen Blick da. Sonst wird nirgendwohin etwas gesendet.",
  "welcome.start": "Pagewire auf diesem Computer starten",
  "welcome.start-about":
    "Die Hälfte im Browser ist da. Die andere, das Begleitprogramm, läuft auf dem Computer: in einem Terminal starten.",
  "welcome.started": "Es läuft, unter {address}.",
  "welcome.pair": "Diesen Browser damit koppeln",
  "welcome.pair-about":
    "Den Link, den es zeigt, in diesem Browser öffnen und dort auf die Schaltfläche klicken. Das erzeugt einen neuen Link:",
  "welcome.send": "Das erste Bild senden",
  "welcome.send-about":
    "Auf ein beliebiges Bild auf einer beliebigen Seite rechtsklicken und „An Pagewire senden“ wählen. Einen Augenblick später liegt es im Ordner Inbox auf dem Computer, mit seiner Herkunft.",
  "welcome.sent": "Es ist auf dem Computer, im Ordner Inbox, und steht im Popup unter „Gesendet“.",
  "welcome.allow": "Jedes Bild genau so, wie es ist",
  "welcome.allow-about":
    "Die meisten Bilder liegen auf einer anderen Website als die Seite, die sie zeigt. Sind alle Websites zugelassen, nimmt Pagewire die Originaldaten eines Bildes aus der Seite und fragt keine Website noch einmal danach. Es liest nur, was angeklickt wird, und sendet es nur an den eigenen Computer. Das lässt sich auch erst beim ersten Bild entscheiden, das es braucht.",
  "welcome.allow-again":
    "Die meisten Bilder liegen auf einer anderen Website als die Seite, die sie zeigt. Sind alle Websites zugelassen, fragt Pagewire die Website eines Bildes noch einmal danach, wo die Kopie der Seite selbst nicht zu haben ist. Es liest nur, was angeklickt wird, und sendet es nur an den eigenen Computer. Das lässt sich auch erst beim ersten Bild entscheiden, das es braucht.",
  "welcome.allow-button": "Alle Websites zulassen",
  "welcome.allowed": "Alle Websites sind zugelassen. In den Einstellungen lässt sich das zurücknehmen.",
  "welcome.icon": "Pagewire zur Hand haben",
  "welcome.icon-about":
    "Das Symbol zeigt, was gekommen und was gegangen ist, öffnet Dateien und Kurse und zählt, was neu ist.",
  "welcome.pin":
    "Der Browser hat es hinter dem Puzzleteil verstaut: darauf klicken, dann auf die Stecknadel neben Pagewire.",
  "welcome.pinned": "Das Symbol ist in der Symbolleiste.",
  "welcome.keys": "Auch diese Tasten öffnen es:",
  "welcome.no-keys": "Noch öffnen es keine Tasten.",

  "ask.why":
    "Das Bild kommt von einem anderen Ort als seine Seite, und der Browser hält solche Daten von Erweiterungen fern, bis Sie es erlauben. Pagewire liest nur, was angeklickt wird, und sendet es nur an den eigenen Computer.",
  "ask.every": "Alle Websites",
  "ask.every-about":
    "Nur diese eine Frage: Jedes Bild kommt genau so, wie seine Seite es zeigt, und keine Website wird noch einmal danach gefragt.",
  "ask.every-again":
    "Nur diese eine Frage: Jedes Bild kommt so, wie seine Website es gibt; sie wird noch einmal danach gefragt.",
  "ask.only": "Nur {host}",
  "ask.only-about":
    "Das Bild wird von dieser Website noch einmal angefordert; bei anderen kommt die Frage wieder.",
  "ask.never": "Nie",
  "ask.never-about":
    "Sie bekommen, was ohne Erlaubnis möglich ist: neu gezeichnet oder vom Bildschirm ausgeschnitten, und so gekennzeichnet.",

  "save.saving": "Wird gespeichert",
  "save.ready": "{size}, noch nicht gespeichert.",
  "save.reading":
    "{done} von {size} gelesen. Das Popup darf geschlossen werden; diese Seite offen lassen, bis der Browser die Datei speichert.",
  "save.handed-over": "Der Browser speichert sie jetzt: Seine Downloadliste zeigt, wie weit er ist.",
  "save.saved": "Gespeichert.",
  "save.not-whole": "Diese Datei ist noch nicht vollständig: speichern, sobald sie es ist.",
  "save.too-large":
    "Der Browser hat keinen Platz, um eine so große Datei für seine Downloads zusammenzusetzen: stattdessen einen Speicherort wählen, oder Speicherplatz freigeben und noch einmal speichern.",
  "save.again": "Noch einmal speichern",
  "save.close": "Diese Seite schließen",
  "save.choose": "Speicherort wählen …",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
