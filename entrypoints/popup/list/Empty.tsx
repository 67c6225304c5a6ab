/** What stands in an empty list: how to pair where that comes first, else how something gets here. */

import type { ComponentChild } from "preact";
import type { ConnectionReport } from "../../../shared/extension/connection/connection-report.ts";
import type { IconName } from "../../../shared/extension/look/Icon.tsx";
import { Commands } from "../../../shared/extension/look/Sentence.tsx";
import { NotPaired } from "../../../shared/extension/pairing/NotPaired.tsx";
import { isFirstTime } from "../head/first-time.ts";
import { EmptyPicture } from "../rows/EmptyPicture.tsx";

export interface EmptyProps {
  readonly report: ConnectionReport;
  readonly icon: IconName;
  readonly title: string;
  readonly words: string;
  /** What can be done about it at once. */
  readonly children?: ComponentChild;
}

export function Empty({ report, icon, title, words, children }: EmptyProps) {
  return (
    <>
      <NotPaired report={report} />
      {!isFirstTime(report) && (
        <div class="empty">
          <EmptyPicture icon={icon} />
          <h2>{title}</h2>
          <p>
            <Commands text={words} />
          </p>
          {children}
        </div>
      )}
    </>
  );
}
