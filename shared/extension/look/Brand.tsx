/** The head of a page in a tab: whose it is, and how its connection is. */

import { text } from "../../texts/text.ts";
import type { ConnectionReport } from "../connection/connection.ts";

export function Brand({ report }: { readonly report?: ConnectionReport }) {
  return (
    <header class="brand">
      <img src="/icon/128.png" alt="" width="28" height="28" />
      <strong>Pagewire</strong>
      {report && (
        <span role="status" class="connection-state" data-state={report.state}>
          {text(`connection.state-${report.state}`)}
        </span>
      )}
    </header>
  );
}
