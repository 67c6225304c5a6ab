/** What a person runs and opens to pair this browser: the exact command, for a terminal that is anywhere. */

import { DEFAULT_PORT } from "../../protocol/limits.ts";
import { commandText, text } from "../../texts/text.ts";
import { CommandLine } from "../look/CommandLine.tsx";
import { useCompanionAt } from "./companion-found.ts";
import { pageAt } from "./companion-page.ts";
import { StartIt } from "./StartIt.tsx";

const START = "npm start";
const PAIR = "npx pagewire pair";

export function PairCommand() {
  const isRunning = useCompanionAt(DEFAULT_PORT);
  return (
    <>
      {/* For a moment nobody knows whether one runs: neither sentence is true yet. */}
      {isRunning !== undefined && <p>{text(isRunning ? "unpaired.running" : "unpaired.start")}</p>}
      <InFolder />
      {isRunning === false && (
        <>
          <CommandLine command={commandText(START)} />
          <p class="small muted">{text("unpaired.runs-already")}</p>
        </>
      )}
      <CommandLine command={commandText(PAIR)} />
      {isRunning !== undefined && <StartIt isRunning={isRunning} />}
      <p class="waiting">{text("unpaired.waiting")}</p>
      {isRunning && (
        <a class="button" href={pageAt(DEFAULT_PORT)} target="_blank" rel="noreferrer">
          {text("unpaired.open-page")}
        </a>
      )}
    </>
  );
}

/** Where nobody can tell the folder, its name stands before the command. */
export function InFolder() {
  return commandText(PAIR) === PAIR ? <p class="small muted">{text("unpaired.in-folder")}</p> : null;
}
