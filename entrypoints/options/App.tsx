/** The settings page: the companion this browser is paired with, the sites it may read, and a report. */

import { useEffect, useState } from "preact/hooks";
import type { ConnectionReport } from "../../shared/extension/connection.ts";
import { useConnection, usePairing } from "../../shared/extension/page-connection.ts";
import { diagnose, type LocalAccess } from "./diagnosis.ts";
import { FileCarrier } from "./FileCarrier.tsx";
import { Report } from "./Report.tsx";
import { SitePermissions } from "./SitePermissions.tsx";
import { readReach } from "./standing.ts";
import { ThisComputer } from "./ThisComputer.tsx";

export function App() {
  const { connection, report, membership } = useConnection("options");
  const pairing = usePairing();
  const reach = useReach(report);
  const port = pairing?.port;
  const diagnosis = diagnose({ report, port, ...reach });
  return (
    <main>
      <h1>Pagewire settings</h1>
      <ThisComputer
        connection={connection}
        report={report}
        diagnosis={diagnosis}
        pairing={pairing}
        membership={membership}
      />
      <SitePermissions />
      <FileCarrier />
      <Report
        known={{
          ...reach,
          port,
          state: report.state,
          finding: diagnosis.finding,
          pairedAt: pairing?.pairedAt,
          clientId: pairing?.clientId,
          companionVersion: membership?.companionVersion,
        }}
      />
    </main>
  );
}

/** Looked at again whenever the connection changes: permissions are given and taken meanwhile. */
function useReach(report: ConnectionReport): { mayReach: boolean; localAccess: LocalAccess } {
  const [reach, setReach] = useState<{ mayReach: boolean; localAccess: LocalAccess }>({
    mayReach: true,
    localAccess: "unknown",
  });
  useEffect(() => void readReach().then(setReach), [report]);
  return reach;
}
