/** The one place that puts a connection's state into words. */

import type { ConnectionReport, ConnectionState } from "./connection.ts";

const WORDS: Readonly<Record<ConnectionState, string>> = {
  connected: "Connected",
  connecting: "Connecting",
  "not-running": "Not running",
  "not-paired": "Not paired",
  refused: "Refused",
};

/** Shows what this page's own socket is doing, and what to do about it. */
export function ConnectionStatus({ report }: { readonly report: ConnectionReport }) {
  return (
    <div class="connection">
      <span role="status" class="connection-state" data-state={report.state}>
        {WORDS[report.state]}
      </span>
      {report.detail !== "" && <span class="connection-detail">{report.detail}</span>}
    </div>
  );
}
