/** The one place that puts a connection's state into words. */

import { text } from "../../texts/text.ts";
import type { ConnectionReport } from "../connection/connection.ts";

/** Shows what this page's own socket is doing, and what to do about it. */
export function ConnectionStatus({ report }: { readonly report: ConnectionReport }) {
  return (
    <div class="connection">
      <span role="status" class="connection-state" data-state={report.state}>
        {text(`connection.state-${report.state}`)}
      </span>
      {report.detail !== "" && <span class="connection-detail">{report.detail}</span>}
    </div>
  );
}
