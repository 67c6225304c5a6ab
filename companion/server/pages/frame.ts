/** What every page of the companion begins and ends with: the name, the mark and the common look. */

import { readFileSync } from "node:fs";
import path from "node:path";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { language, text } from "../../../shared/texts/text.ts";
import { PACKAGE_FOLDER } from "../../package-folder.ts";
import { escaped } from "./markup.ts";

/** What a path is answered with. */
export interface Page {
  readonly type: string;
  readonly body: string | Buffer;
}

/** What the extension's pages look like, too. */
const STYLE = ["shared/look/tokens.css", "companion/server/pages/pages.css"]
  .map((file) => readFileSync(path.join(PACKAGE_FOLDER, file), "utf8"))
  .join("\n");

/** A page of this title with this body, which is HTML already. */
export function framed(title: PlainTextCode, body: string): Page {
  return {
    type: "text/html; charset=utf-8",
    body: `<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(text(title))}</title>
<link rel="icon" href="/icon.png">
<style>
${STYLE}
</style>
</head>
<body>
<header><img src="/logo.png" alt="" width="32" height="32"> Pagewire</header>
<main>
${body}
</main>
</body>
</html>
`,
  };
}

/** The mark, small for the tab and large for the page. */
export function iconFor(target: string): Page | undefined {
  const size = target === "/icon.png" ? 32 : target === "/logo.png" ? 128 : undefined;
  if (size === undefined) return undefined;
  return { type: "image/png", body: readFileSync(path.join(PACKAGE_FOLDER, `public/icon/${size}.png`)) };
}
