/** How this browser is paired. */

import { CommandLine } from "../../shared/extension/look/CommandLine.tsx";
import { HostAccess } from "../../shared/extension/pairing/HostAccess.tsx";
import { InFolder } from "../../shared/extension/pairing/PairCommand.tsx";
import { commandText, text } from "../../shared/texts/text.ts";

export function Pair({ isFound }: { readonly isFound: boolean }) {
  return (
    <>
      <HostAccess />
      <p>{text(isFound ? "unpaired.running" : "welcome.pair-about")}</p>
      <InFolder />
      <CommandLine command={commandText("npx pagewire pair")} />
      <p class="waiting">{text("unpaired.waiting")}</p>
    </>
  );
}
