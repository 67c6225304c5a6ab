/** German: what `pagewire mcp` says to an agent. */

import type { AGENT as English } from "../../english/terminal/agent.ts";

export const AGENT = {
  "agent.argument-wrong": "Das Argument „{field}“ ist nicht, wie es sein soll: erwartet wird {expected}.",
  "agent.too-large":
    "{name} hat {megabytes} MB, mehr als die {most} MB, die hier lesbar sind: bitte stattdessen den Pfad öffnen.",
  "agent.not-decoded": "{name} lässt sich nicht als Bild lesen: {reason}.",
  "agent.too-many-pixels":
    "{name} gibt {width} × {height} Pixel an, mehr als hier dekodiert wird: bitte mit einem anderen Programm ansehen.",
  "agent.crop-outside": "Der Ausschnitt liegt außerhalb des Bildes, das {width} × {height} Pixel hat.",
  "agent.no-image": "{name} ist kein Bild ({type}): list_images sagt, welche Dateien welche sind.",
  "agent.no-image-yet":
    "Es wurde noch kein Bild empfangen: bitte darum bitten und dann wait_for_image aufrufen.",
  "agent.wait-over":
    "Innerhalb von {seconds} Sekunden kam kein Bild: bitte nachfragen und dann noch einmal warten.",
  "agent.cancelled": "Der Aufruf wurde abgebrochen.",
  "agent.one-of-three": "Bitte genau eines von path, text und svg angeben.",
  "agent.not-allowed":
    "{file} darf nicht gelesen werden: Der Ordner lässt sich mit --allow {folder} zulassen, wo `npx pagewire mcp` gestartet wird.",
  "agent.cursor-wrong": "Dieser Cursor gehört zu keiner Liste hier.",
  "agent.no-resource": "{uri} ist hier keine Ressource: Sie sehen aus wie pagewire://inbox/ID.",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
