/** The one fact that the panel tells of where its price comes from: a word, a sentence, and what can be done; pure. */

import type { ConnectionReport } from "../../shared/extension/connection/connection.ts";
import type { FeedStatus } from "../../shared/protocol/price.ts";
import type { PlainTextCode } from "../../shared/texts/message.ts";
import { readSaid } from "../../shared/texts/said.ts";

/** What one button does about it. */
export type Remedy = "try-now" | "copy-command" | "retry";

export interface PanelState {
  readonly tone: "good" | "warn" | "bad";
  readonly word: PlainTextCode;
  readonly sentence: string;
  /** What the sentence tells to be run, where it does. */
  readonly command?: string | undefined;
  readonly remedy?: Remedy | undefined;
  /** Whether it goes over by itself within a moment, as a rule: then its word is enough. */
  readonly isPassing: boolean;
}

/** Without a connection to the companion its feed says nothing: of the two only the first that fails is told. */
export function panelState(report: ConnectionReport, status: FeedStatus, isSimulated: boolean): PanelState {
  return report.state === "connected" ? feedState(status, isSimulated) : connectionState(report);
}

function connectionState({ state, detail, reason }: ConnectionReport): PanelState {
  const command = detail.split("`")[1];
  const needsNobody =
    state === "connecting" || reason === "store" || reason === "lost" || reason === "unseen";
  const remedy = needsNobody ? undefined : command === undefined ? "try-now" : "copy-command";
  return {
    tone: state === "refused" ? "bad" : "warn",
    word: `connection.state-${state as "refused"}`,
    sentence: detail,
    command,
    remedy,
    isPassing: state === "connecting" && reason === undefined,
  };
}

function feedState(status: FeedStatus, isSimulated: boolean): PanelState {
  const { state } = status;
  const sentence = readSaid({ message: status.detail, said: status.said });
  if (state === "live") {
    const word = isSimulated ? "panel.feed-running" : "panel.feed-live";
    return { tone: "good", word, sentence: "", isPassing: false };
  }
  return {
    tone: state === "blocked" ? "bad" : "warn",
    word: `panel.feed-${state}`,
    sentence,
    remedy: "retry",
    isPassing: state === "connecting",
  };
}
