/** The popup's own connection, opened as soon as its code is there; and the pairing it rests on. */

import { useEffect, useState } from "preact/hooks";
import type {
  Connection,
  ConnectionReport,
  openConnection,
} from "../../shared/extension/connection/connection.ts";
import { readPairing } from "../../shared/extension/connection/pairing.ts";
import { onChange } from "../../shared/extension/store/changes.ts";
import type { Pairing } from "../../shared/extension/store/database.ts";

export interface OwnConnection {
  readonly connection: Connection | undefined;
  /** Never something remembered. */
  readonly report: ConnectionReport;
}

export function useOwnConnection(open: typeof openConnection | undefined): OwnConnection {
  const [connection, setConnection] = useState<Connection>();
  const [report, setReport] = useState<ConnectionReport>({ state: "connecting", detail: "" });
  useEffect(() => {
    const opened = open?.({ name: "popup", isWatched: true });
    setConnection(opened);
    opened?.onReport(setReport);
    return () => opened?.close();
  }, [open]);
  return { connection, report };
}

/** The pairing as it is now; `undefined` where there is none. */
export function useOwnPairing(): Pairing | undefined {
  const [pairing, setPairing] = useState<Pairing>();
  useEffect(() => {
    // A database that does not open is said by the connection.
    const load = (): void => void readPairing().then(setPairing, () => undefined);
    load();
    return onChange((changed) => {
      if (changed === "pairing") load();
    });
  }, []);
  return pairing;
}
