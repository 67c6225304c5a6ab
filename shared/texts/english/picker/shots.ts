/** English: pictures of what a tab shows, and the page as a file. */

export const SHOTS = {
  "shot.document": "Send this page",
  "shot.visible": "Screenshot of what is in sight",
  "shot.area": "Screenshot of an area…",
  "shot.element": "Screenshot of one part…",
  "shot.full": "Screenshot of the whole page",
  "shot.title": "A picture of the page – Pagewire",
  "shot.under-way": "Taking a picture of the page",
  "shot.stay": "Leave the page in front until it is done: it is scrolled meanwhile, and put back after.",
  "shot.draw":
    "Draw a box with the mouse. Or with the arrow keys: they move it, with Shift they change its size; Enter takes it, Escape ends this.",
  "shot.point": "Point at a part of the page and click. ↑ takes more, ↓ less, Enter this; Escape ends it.",
  "shot.refused": "The browser lets no picture be taken of this page: open Pagewire on the page once more.",
  "shot.not-in-front": "The page is not in front any more: go back to it and take the picture again.",
  "shot.nothing": "Nothing of the page could be taken: go back to it and take the picture again.",
  "shot.cut-long": "The page is longer than {pixels} pixels: the picture ends there.",
  "shot.part-missing": "Parts of the page could not be taken: they are blank.",
  "shot.ended-early": "The page was left before all of it was taken: the picture ends where it was then.",
  "shot.document-asks": "To save the page exactly as it is, Pagewire needs your permission.",
  "shot.document-refused":
    "The browser does not give this page as a file: open Pagewire on the page once more.",
  "shot.failed": "It was not sent",
  "shot.close": "Close this page",
} as const;
