/** The button that has the browser start the companion, so that neither starting nor pairing takes a terminal. */

import { useEffect, useState } from "preact/hooks";
import type { NativeAnswer } from "../../protocol/install/native-words.ts";
import { readSaid } from "../../texts/said.ts";
import { text } from "../../texts/text.ts";
import { Commands } from "../look/Sentence.tsx";
import { startByHost, startGoesOn } from "./native-start.ts";

export interface StartItProps {
  /** The port of the companion that this browser is paired with. */
  readonly port?: number | undefined;
  /** Whether one runs already: then it is asked for a link alone. */
  readonly isRunning?: boolean;
  /** Called once the paired one runs; any other's pairing link is opened. */
  readonly onStarted?: () => void;
}

export function StartIt({ port, isRunning = false, onStarted }: StartItProps) {
  const [isAsked, setAsked] = useState(false);
  const [trouble, setTrouble] = useState("");
  const show = async (asked: Promise<NativeAnswer | undefined>): Promise<void> => {
    setAsked(true);
    setTrouble("");
    const answer = await asked;
    setAsked(false);
    if (answer?.type === "failed") setTrouble(readSaid(answer));
    if (answer?.type !== "running") return;
    if (answer.port === port) onStarted?.();
    else await chrome.tabs.create({ url: answer.pairUrl });
  };
  useEffect(() => void show(startGoesOn()), []);
  const label = isRunning ? "wake.pair" : "wake.start";
  return (
    <div class="start-it">
      <button type="button" class="primary" disabled={isAsked} onClick={() => void show(startByHost())}>
        {text(isAsked && !isRunning ? "wake.starting" : label)}
      </button>
      <p class="small" aria-live="polite">
        {trouble !== "" && <Commands text={trouble} />}
      </p>
    </div>
  );
}
