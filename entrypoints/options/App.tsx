/** The settings page: the companion this browser is paired with, and the sites it may read. */

import { useEffect, useState } from "preact/hooks";
import { ConnectionStatus } from "../../shared/extension/ConnectionStatus.tsx";
import { onChange } from "../../shared/extension/changes.ts";
import { type ConnectionReport, openConnection } from "../../shared/extension/connection.ts";
import type { Pairing } from "../../shared/extension/database.ts";
import { readPairing, removePairing } from "../../shared/extension/pairing.ts";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { FileCarrier } from "./FileCarrier.tsx";
import { SitePermissions } from "./SitePermissions.tsx";

export function App() {
  const [report, setReport] = useState<ConnectionReport>({ state: "connecting", detail: "" });
  const pairing = usePairing();
  useEffect(() => {
    const connection = openConnection({ name: "options" });
    connection.onReport(setReport);
    return () => connection.close();
  }, []);
  return (
    <main>
      <h1>Pagewire settings</h1>
      <section aria-labelledby="companion">
        <h2 id="companion">This computer</h2>
        <ConnectionStatus report={report} />
        {pairing ? (
          <>
            <p>
              Paired with the companion on {LOOPBACK_ADDRESS}:{pairing.port} since{" "}
              {new Date(pairing.pairedAt).toLocaleString()}.
            </p>
            <button type="button" onClick={() => void removePairing()}>
              Forget this computer
            </button>
          </>
        ) : (
          <p>
            Run <code>npx pagewire pair</code> in the Pagewire folder and open the link it prints in this
            browser.
          </p>
        )}
      </section>
      <SitePermissions />
      <FileCarrier />
    </main>
  );
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
