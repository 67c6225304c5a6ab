/** The page of a pairing link: one button, which the extension's script answers; without that it says what is missing. */

import { type CommandPlace, commandAt } from "../../../shared/texts/command-place.ts";
import { text } from "../../../shared/texts/text.ts";
import type { LinkState } from "../../trust/pairing-links.ts";
import { framed, type Page } from "./frame.ts";
import { extensionSteps } from "./load-steps.ts";
import { escaped, paragraph, toCopy } from "./markup.ts";

/**
 * The extension makes the button work, shows what is hidden once it is paired, and hides what is said of its absence. It is
 * told where a page of another site has led here, which that page can hide from the document itself.
 */
export function pairPage(state: LinkState, commands: CommandPlace, isLed: boolean): Page {
  const button = `<p><button type="button" id="pair" disabled>${escaped(text("pairing.pair"))}</button></p>`;
  const status = `<p role="status" id="status" data-link="${state}"${isLed ? " data-led" : ""}>${escaped(text(`server.link-${state}`))}</p>`;
  return framed(
    "server.pair-title",
    `<h1>${escaped(text("pairing.pair"))}</h1>
${paragraph("server.pair-about", commands)}
${state === "open" ? `${button}\n${status}` : status}
${state === "open" ? openLink(commands) : toCopy(commandAt("npx pagewire pair", commands))}`,
  );
}

function openLink(commands: CommandPlace): string {
  return `<p id="paired" hidden><a class="button" href="/">${escaped(text("server.pair-try"))}</a></p>
<section id="load">
<h2>${escaped(text("server.load"))}</h2>
<ol>
${extensionSteps(commands)}
<li>${escaped(text("server.load-reload"))}</li>
</ol>
${paragraph("server.browsers", commands, ' class="aside"')}
</section>`;
}
