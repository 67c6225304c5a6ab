/** The settings page: the companion this browser is paired with, the sites it may read, and a report. */

import { useEffect, useState } from "preact/hooks";
import { onChange } from "../../shared/extension/changes.ts";
import { type Connection, type ConnectionReport, openConnection } from "../../shared/extension/connection.ts";
import type { Pairing } from "../../shared/extension/database.ts";
import { type Membership, readMembership } from "../../shared/extension/membership.ts";
import { readPairing } from "../../shared/extension/pairing.ts";
import { diagnose, type LocalAccess } from "./diagnosis.ts";
import { FileCarrier } from "./FileCarrier.tsx";
import { Report } from "./Report.tsx";
import { SitePermissions } from "./SitePermissions.tsx";
import { readReach } from "./standing.ts";
import { ThisComputer } from "./ThisComputer.tsx";

export function App() {
  const { connection, report, membership } = useConnection();
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

function useConnection(): {
  connection: Connection | undefined;
  report: ConnectionReport;
  membership: Membership | undefined;
} {
  const [connection, setConnection] = useState<Connection>();
  const [report, setReport] = useState<ConnectionReport>({ state: "connecting", detail: "" });
  const [membership, setMembership] = useState<Membership>();
  useEffect(() => {
    const opened = openConnection({ name: "options" });
    setConnection(opened);
    opened.onReport(setReport);
    opened.onSocket((socket) => {
      if (socket) void readMembership(socket).then(setMembership);
      else setMembership(undefined);
    });
    return () => opened.close();
  }, []);
  return { connection, report, membership };
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

function usePairing(): Pairing | undefined {
  const [pairing, setPairing] = useState<Pairing>();
  useEffect(() => {
    const load = (): void => void readPairing().then(setPairing);
    load();
    return onChange((changed) => {
      if (changed === "pairing") load();
    });
  }, []);
  return pairing;
}
