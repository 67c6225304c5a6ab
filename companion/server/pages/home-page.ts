/** The page that says Pagewire runs, has pictures to try it on, and says how another browser is set up. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { type CommandPlace, commandAt } from "../../../shared/texts/command-place.ts";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { PACKAGE_FOLDER } from "../../package-folder.ts";
import { framed, type Page } from "./frame.ts";
import { extensionSteps } from "./load-steps.ts";
import { escaped, paragraph, toCopy, withCode } from "./markup.ts";

interface Picture {
  readonly file: string;
  readonly type: string;
  readonly alt: PlainTextCode;
}

const PICTURES_FOLDER = path.join(PACKAGE_FOLDER, "companion", "server", "pages", "pictures");
const PICTURES: readonly Picture[] = [
  { file: "dunes.jpg", type: "image/jpeg", alt: "server.dunes" },
  { file: "tide.png", type: "image/png", alt: "server.tide" },
  { file: "meadow.webp", type: "image/webp", alt: "server.meadow" },
  { file: "wire.svg", type: "image/svg+xml", alt: "server.wire" },
];

export interface HomePageOptions {
  readonly port: number;
  readonly version: string;
  /** How its reader runs this companion's commands. */
  readonly commands: CommandPlace;
}

/** A page has no way to know whether its browser is paired: each part says for whom it is. */
export function homePage({ port, version, commands }: HomePageOptions): Page {
  const pictures = PICTURES.map(
    ({ file, alt }) =>
      `<figure><img src="/pictures/${file}" alt="${escaped(text(alt))}" width="240" height="160"><figcaption>${escaped(text(alt))}</figcaption></figure>`,
  ).join("\n");
  return framed(
    "server.running",
    `<h1>${escaped(text("server.running"))}</h1>
<p class="aside">${escaped(text("server.listens", { version, port }))}</p>
<section>
<h2>${escaped(text("server.try"))}</h2>
${paragraph("server.try-about", commands)}
<div class="pictures">
${pictures}
</div>
<p class="aside">${withCode(text("server.try-inbox"))}</p>
</section>
<section>
<h2>${escaped(text("server.set-up"))}</h2>
${paragraph("server.set-up-about", commands)}
<ol>
${extensionSteps(commands)}
<li>${withCode(text("server.load-pair"))}${toCopy(commandAt("npx pagewire pair", commands))}</li>
</ol>
${paragraph("server.browsers", commands, ' class="aside"')}
</section>`,
  );
}

/** One of its pictures. */
export function pictureFor(target: string): Page | undefined {
  const picture = PICTURES.find(({ file }) => target === `/pictures/${file}`);
  return (
    picture && {
      type: picture.type,
      body: readFileSync(path.join(PICTURES_FOLDER, picture.file)),
    }
  );
}
