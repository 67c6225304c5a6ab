/** The button that copies a report for somebody who helps, and the report itself, so that people see what they copy. */

import { useEffect, useState } from "preact/hooks";
import { text } from "../../../shared/texts/text.ts";
import type { ReportFacts } from "../report-text.ts";
import { reportText } from "../report-text.ts";
import { readStanding } from "../standing.ts";

/** What the page knows already; the rest is asked for when the report is made. */
export type KnownFacts = Omit<ReportFacts, keyof Awaited<ReturnType<typeof readStanding>> | "at">;

export function Report({ known }: { readonly known: KnownFacts }) {
  const [report, setReport] = useState("");
  const [said, setSaid] = useState("");
  const { state, finding } = known;
  useEffect(() => {
    void makeReport(known).then(setReport);
    // The facts are a new object at each drawing; the report is made anew when what they say has changed.
  }, [state, finding, known.companionVersion, known.pairedAt]);
  const copy = async (): Promise<void> => {
    const fresh = await makeReport(known);
    setReport(fresh);
    await navigator.clipboard.writeText(fresh).then(
      () => setSaid(text("settings.copied")),
      () => setSaid(text("settings.not-copied")),
    );
  };
  return (
    <div class="part">
      <h3>{text("settings.report")}</h3>
      <p class="small muted">{text("settings.report-about")}</p>
      <div class="row">
        <button type="button" onClick={() => void copy()}>
          {text("settings.copy-report")}
        </button>
        <span aria-live="polite">{said}</span>
      </div>
      <pre>{report}</pre>
    </div>
  );
}

async function makeReport(known: KnownFacts): Promise<string> {
  return reportText({ at: new Date(), ...known, ...(await readStanding()) });
}
