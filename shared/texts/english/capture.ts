/** English: how what was clicked is fetched from its site and sent. */

export const CAPTURE = {
  "capture.forbidden": "Pagewire may not read {host}: press Allow and it is sent.",
  "capture.unreadable":
    "{host} can't be read: it is offline, redirects in a circle, or redirects to a site Pagewire may not read.",
  "capture.the-site": "The site",
  "capture.this-computer": "this computer",
  "capture.redirects-to-computer":
    "{from} redirects to {to}, an address of this computer: nothing was read or sent.",
  "capture.redirects-to-network":
    "{from} redirects to {to}, an address of your own network: nothing was read or sent.",
  "capture.of-companion": "This address is the companion's own: only its pictures can be sent.",
  "capture.site-status": "The site answered {status} instead of the file: nothing was sent.",
  "capture.web-page": "The address holds a web page, not an image: nothing was sent.",
  "capture.empty-image": "The image is empty: its site sent no bytes.",
  "capture.part-unnamed": "The site sent a part without saying which.",
  "capture.broken-off": "The site broke the download off again and again: retry later, and it goes on there.",
  "capture.changed": "The file changed at its site while it was sent: send it again.",
  "capture.endless":
    "The picture did not end after {gib} GiB and its site says no size: nothing of it was kept.",
  "capture.asks":
    "Pagewire needs your permission for the picture's own bytes, from {host}: press Allow and it is sent.",
  "capture.better-allowed": "Allow every site in the settings, and the next one comes exactly as it is.",
  "capture.file-access":
    "Pagewire may not look into pages of this computer's disk: switch on “Allow access to file URLs” in chrome://extensions.",
  "capture.no-picture": "There is no picture under the pointer: right-click on the picture itself.",
  "capture.choice-taken":
    "The page took away the question which picture is meant: right-click on the picture again.",
  "capture.not-shown": "The page could not load this picture itself: there is nothing to send.",
  "capture.unpacks": "The picture unpacks to more than {mib} MiB: nothing of it was kept.",
  "capture.other-picture":
    "The site now gives another picture than the one the page shows: nothing was sent.",
  "capture.not-in-page": "What the browser keeps of the page does not have this picture.",
  "capture.not-drawable": "The page can't draw this picture, for it is another site's.",
  "capture.out-of-sight": "The picture is not to be seen now: scroll to it and send it again.",
  "capture.only-page": "Only its page has these bytes: send it from there again.",
  "capture.page-silent": "The page does not let its bytes be read.",
  "capture.page-lost": "The page no longer has these bytes: reload it and try again.",
  "capture.page-closed": "Its page was closed before all of it had come: send it from there again.",
  "capture.page-closed-retry":
    "Its page was closed before all of it had come: press Retry to get it from its site.",
  "capture.page-closed-allow":
    "Its page was closed before all of it had come: press Allow and it is fetched from its site.",
  "capture.kept-unreadable":
    "The browser can no longer read the bytes it kept: send the file again from its page.",
  "capture.kept-gone": "The browser no longer has the bytes: send the file again from its page.",
  "capture.taken-off": "The file was taken off the list before all of it had come.",
  "capture.not-followed": "The computer could not follow what this browser said: update both, then retry.",
} as const;
