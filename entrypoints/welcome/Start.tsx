/** How the companion is started. */

import { CommandLine } from "../../shared/extension/look/CommandLine.tsx";
import { InFolder } from "../../shared/extension/pairing/PairCommand.tsx";
import { commandText, text } from "../../shared/texts/text.ts";

export function Start() {
  return (
    <>
      <p>{text("welcome.start-about")}</p>
      <InFolder />
      <CommandLine command={commandText("npm start")} />
    </>
  );
}
