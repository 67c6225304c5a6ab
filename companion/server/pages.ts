/** The few pages the companion shows to people: what runs here, and the page behind a pairing link. */

import { readFileSync } from "node:fs";
import path from "node:path";
import type { LinkState } from "../trust/pairing-links.ts";

export interface Page {
  readonly type: string;
  readonly body: string | Buffer;
}

export interface PagesOptions {
  readonly linkState: (id: string) => LinkState;
  readonly version: string;
}

/** What `GET /health` says, and all it says. */
const HEALTH = '{"name":"pagewire"}';

interface Picture {
  readonly file: string;
  readonly type: string;
  readonly alt: string;
}

const PICTURES: readonly Picture[] = [
  { file: "dunes.jpg", type: "image/jpeg", alt: "Dunes at dusk (JPEG)" },
  { file: "tide.png", type: "image/png", alt: "Tide lines (PNG)" },
  { file: "meadow.webp", type: "image/webp", alt: "A meadow in stripes (WebP)" },
  { file: "wire.svg", type: "image/svg+xml", alt: "A wire between two pages (SVG)" },
];

/** The page for a path; `undefined` where there is none. */
export function pageFor(
  target: string,
  query: URLSearchParams,
  port: number,
  options: PagesOptions,
): Page | undefined {
  if (target === "/") return html("Pagewire is running", homeBody(port, options.version));
  if (target === "/health") return { type: "application/json", body: HEALTH };
  if (target === "/pair")
    return html("Pair this browser – Pagewire", pairBody(options.linkState(query.get("link") ?? "")));
  const picture = PICTURES.find((candidate) => target === `/pictures/${candidate.file}`);
  return (
    picture && {
      type: picture.type,
      body: readFileSync(path.join(import.meta.dirname, "pictures", picture.file)),
    }
  );
}

function homeBody(port: number, version: string): string {
  const pictures = PICTURES.map(
    ({ file, alt }) =>
      `<figure><img src="/pictures/${file}" alt="${alt}" width="240" height="160"><figcaption>${alt}</figcaption></figure>`,
  ).join("\n");
  return `<h1>Pagewire is running</h1>
<p>The companion ${version} listens on 127.0.0.1:${port}. It talks to browsers you have paired and to nobody else.</p>
<h2>Load the extension</h2>
<ol>
<li>Run <code>npm run build</code> in the Pagewire folder, unless you began with <code>npm start</code>, which did it.</li>
<li>Open <code>chrome://extensions</code>, switch on <b>Developer mode</b>, press <b>Load unpacked</b> and choose the folder <code>.output/chrome-mv3</code>.</li>
<li>Run <code>npx pagewire pair</code> and open the link it prints.</li>
</ol>
<h2>Try it</h2>
<p>Right-click a picture and choose <b>Send to Pagewire</b>. It lies in the folder <code>Inbox</code> a moment later.</p>
<div class="pictures">
${pictures}
</div>`;
}

/** Why a link no longer pairs, and how to get one that does. */
const CLOSED_LINK: Readonly<Record<Exclude<LinkState, "open">, string>> = {
  used: "This link was already used. Run npx pagewire pair for a new one.",
  expired: "This link has expired. Run npx pagewire pair for a new one.",
  unknown: "This link is not known to the companion that runs now. Run npx pagewire pair for a new one.",
};

function pairBody(state: LinkState): string {
  const isOpen = state === "open";
  const status = isOpen
    ? "The Pagewire extension does not answer in this browser yet. Load it, then reload this page."
    : CLOSED_LINK[state];
  return `<h1>Pair this browser</h1>
<p>Paired, this browser can send pictures to this computer, get files from it and show its prices. You can end that at any time with <code>npx pagewire revoke</code>.</p>
<p><button type="button" id="pair" ${isOpen ? "" : "disabled"}>Pair this browser</button></p>
<p role="status" id="status" data-link="${state}">${status}</p>`;
}

function html(title: string, body: string): Page {
  return {
    type: "text/html; charset=utf-8",
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; }
code { background: #8882; padding: 0.1em 0.3em; border-radius: 4px; }
button { font: inherit; padding: 0.6em 1.2em; border: 0; border-radius: 8px; background: #1f6feb; color: #fff; cursor: pointer; }
button:disabled { background: #8886; cursor: default; }
button:focus-visible { outline: 3px solid #1f6feb88; outline-offset: 2px; }
[role="status"] { font-weight: 600; min-height: 1.5em; }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 0; }
img { border-radius: 8px; display: block; }
figcaption { font-size: 0.85rem; opacity: 0.75; }
</style>
</head>
<body>
${body}
</body>
</html>
`,
  };
}
