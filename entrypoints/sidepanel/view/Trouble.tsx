/** What is wrong, in one line, and the one thing to do about it; only while something is. */

import type { ConnectionReport } from "../../../shared/extension/connection/connection.ts";
import { usePairing } from "../../../shared/extension/connection/page-connection.ts";
import { Commands } from "../../../shared/extension/look/Sentence.tsx";
import { StoreTrouble } from "../../../shared/extension/look/StoreTrouble.tsx";
import { LookFirst } from "../../../shared/extension/pairing/LookFirst.tsx";
import type { Panel } from "../panel.ts";
import type { PanelState } from "../panel-state.ts";
import { RemedyButton } from "./RemedyButton.tsx";

export function Trouble(props: {
  readonly panel: Panel;
  readonly report: ConnectionReport;
  readonly state: PanelState;
  /** Whether another place says it. */
  readonly isSaid: boolean;
  /** Whether what passes as a rule has not. */
  readonly isLate: boolean;
}) {
  const { panel, report, state, isSaid, isLate } = props;
  const pairing = usePairing();
  if (report.reason === "store" || report.reason === "lost") return <StoreTrouble report={report} />;
  if (report.reason === "unseen") return <LookFirst pairing={pairing} />;
  if ((state.isPassing && !isLate) || state.sentence === "" || isSaid) return null;
  return (
    <div class="notice" data-kind={state.tone}>
      <span>
        <Commands text={state.sentence} />
      </span>
      <RemedyButton panel={panel} state={state} />
    </div>
  );
}
