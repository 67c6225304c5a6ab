/** How this page's own connection stands: a word for those who listen, and where it is not well one banner with one action. */

import { useEffect, useState } from "preact/hooks";
import type { ConnectionReport } from "../../../shared/extension/connection/connection-report.ts";
import { CommandLine } from "../../../shared/extension/look/CommandLine.tsx";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { Commands } from "../../../shared/extension/look/Sentence.tsx";
import { StoreTrouble } from "../../../shared/extension/look/StoreTrouble.tsx";
import { callBackground } from "../../../shared/extension/messages.ts";
import { LookFirst } from "../../../shared/extension/pairing/LookFirst.tsx";
import { StartIt } from "../../../shared/extension/pairing/StartIt.tsx";
import type { Pairing } from "../../../shared/extension/store/database.ts";
import { LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { commandText, text } from "../../../shared/texts/text.ts";
import { isFirstTime } from "./first-time.ts";
import { NewBuild, useNewBuild } from "./NewBuild.tsx";

/** Connecting takes a moment at each opening: only a longer one is worth a banner. */
const PATIENCE_MS = 1_500;

export interface StandingProps {
  readonly report: ConnectionReport;
  readonly pairing: Pairing | undefined;
  /** Nothing stands in the lists: what is said there says it all. */
  readonly isEmpty: boolean;
  readonly onTryNow: () => void;
}

export function Standing({ report, pairing, isEmpty, onTryNow }: StandingProps) {
  const isLate = useLateness(report.state === "connecting");
  const hasNewBuild = useNewBuild();
  const { state, reason, detail } = report;
  const isSaidBelow = isEmpty && isFirstTime(report);
  const isQuiet =
    isSaidBelow || (state === "connected" && detail === "") || (state === "connecting" && !isLate);
  const isTrouble = reason === "store" || reason === "lost";
  const isShown = !isQuiet && !isTrouble && !pairing?.unseen && !hasNewBuild;
  return (
    <div class={isShown ? "standing" : "standing quiet"} data-state={state}>
      {isShown && <Icon name={state === "connected" ? "info" : "warning"} />}
      <div class="words">
        <span role="status" class={isShown && state !== "connected" ? "state" : "unseen"}>
          {text(`connection.state-${state}`)}
        </span>
        {isShown && <Why report={report} pairing={pairing} />}
      </div>
      {isShown && <WayOut report={report} onTryNow={onTryNow} />}
      {isShown && reason === "nothing-answers" && (
        <>
          <StartIt port={pairing?.port} onStarted={() => lookAgain(onTryNow)} />
          <CommandLine command={commandText("npx pagewire start")} />
        </>
      )}
      {/* One fact at a time: what holds everything up first. */}
      <StoreTrouble report={report} />
      {!isTrouble && pairing?.unseen && <LookFirst pairing={pairing} />}
      {!isTrouble && !pairing?.unseen && hasNewBuild && <NewBuild />}
    </div>
  );
}

/** One sentence; where only one command helps, that stands below in full. */
function Why({ report: { reason, detail }, pairing }: Pick<StandingProps, "report" | "pairing">) {
  const isStopped = reason === "nothing-answers" && pairing !== undefined;
  if (detail === "") return null;
  return (
    <span class="detail">
      {isStopped ? (
        text("standing.nothing-answers", { address: `${LOOPBACK_ADDRESS}:${pairing.port}` })
      ) : (
        <Commands text={detail} />
      )}
    </span>
  );
}

/** The one thing to do: copy the command that the sentence names, or else look again. */
function WayOut({ report: { state, reason, detail }, onTryNow }: Pick<StandingProps, "report" | "onTryNow">) {
  const [isCopied, setCopied] = useState(false);
  const command = reason === "nothing-answers" ? undefined : detail.split("`")[1];
  if (state === "connected") return null;
  const copy = (): void => {
    if (command) void navigator.clipboard.writeText(command).then(() => setCopied(true));
  };
  return (
    <div class="way-out">
      {command && (
        <IconButton
          icon={isCopied ? "check" : "copy"}
          label={text(isCopied ? "action.copied" : "action.copy-command")}
          onClick={copy}
        />
      )}
      {state !== "not-paired" && !command && (
        <button type="button" onClick={() => lookAgain(onTryNow)}>
          {text("connection.try-now")}
        </button>
      )}
    </div>
  );
}

function lookAgain(onTryNow: () => void): void {
  onTryNow();
  void callBackground("wake", {});
}

function useLateness(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!isWaiting) return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isLate;
}
