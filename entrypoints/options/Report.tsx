/** The button that copies a report for somebody who helps, and the report itself, so that people see what they copy. */

import { useEffect, useState } from "preact/hooks";
import type { ReportFacts } from "./report-text.ts";
import { reportText } from "./report-text.ts";
import { readStanding } from "./standing.ts";

/** What the page knows already; the rest is asked for when the report is made. */
export type KnownFacts = Omit<ReportFacts, keyof Awaited<ReturnType<typeof readStanding>> | "at">;

export function Report({ known }: { readonly known: KnownFacts }) {
  const [text, setText] = useState("");
  const [said, setSaid] = useState("");
  const { state, finding } = known;
  useEffect(() => {
    void makeReport(known).then(setText);
    // The facts are a new object at each drawing; the report is made anew when what they say has changed.
  }, [state, finding, known.companionVersion, known.pairedAt]);
  const copy = async (): Promise<void> => {
    const fresh = await makeReport(known);
    setText(fresh);
    await navigator.clipboard.writeText(fresh).then(
      () => setSaid("Copied."),
      () => setSaid("The browser did not let it be copied: select the text below."),
    );
  };
  return (
    <section aria-labelledby="report">
      <h2 id="report">Report</h2>
      <p>
        For a question or a fault report: versions, states and counts. No keys, no addresses of pages, no
        names of files.
      </p>
      <div class="row">
        <button type="button" onClick={() => void copy()}>
          Copy report
        </button>
        <span aria-live="polite">{said}</span>
      </div>
      <pre>{text}</pre>
    </section>
  );
}

async function makeReport(known: KnownFacts): Promise<string> {
  return reportText({ at: new Date(), ...known, ...(await readStanding()) });
}
