/** What a page shows of its own connection, and of the pairing it rests on. */

import { useEffect, useState } from "preact/hooks";
import { onChange } from "../store/changes.ts";
import type { Pairing } from "../store/database.ts";
import { type Connection, type ConnectionReport, openConnection } from "./connection.ts";
import { type Membership, readMembership } from "./membership.ts";
import { readPairing } from "./pairing.ts";

/** The page's own socket, never something remembered; who we are to the companion as soon as it has said so. */
export function useConnection(name: string): {
  connection: Connection | undefined;
  report: ConnectionReport;
  membership: Membership | undefined;
} {
  const [connection, setConnection] = useState<Connection>();
  const [report, setReport] = useState<ConnectionReport>({ state: "connecting", detail: "" });
  const [membership, setMembership] = useState<Membership>();
  useEffect(() => {
    const opened = openConnection({ name, isWatched: true });
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

/** The pairing as it is now; `undefined` where there is none. */
export function usePairing(): Pairing | undefined {
  return useStoredPairing()?.pairing;
}

/** The same, told apart from what is not read yet: that alone is `undefined`. */
export function useStoredPairing(): { readonly pairing: Pairing | undefined } | undefined {
  const [stored, setStored] = useState<{ readonly pairing: Pairing | undefined }>();
  useEffect(() => {
    const load = (): void => void readPairing().then((pairing) => setStored({ pairing }));
    load();
    return onChange((changed) => {
      if (changed === "pairing") load();
    });
  }, []);
  return stored;
}
