/** The companion this browser is paired with: how it stands, what mends it, who we are there, and how to part. */

import { useEffect, useState } from "preact/hooks";
import { ConnectionStatus } from "../../shared/extension/ConnectionStatus.tsx";
import type { Connection, ConnectionReport } from "../../shared/extension/connection.ts";
import type { Pairing } from "../../shared/extension/database.ts";
import { leaveByConnection, type Membership } from "../../shared/extension/membership.ts";
import { removePairing } from "../../shared/extension/pairing.ts";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import type { Diagnosis } from "./diagnosis.ts";

export interface ThisComputerProps {
  readonly connection: Connection | undefined;
  readonly report: ConnectionReport;
  readonly diagnosis: Diagnosis;
  readonly pairing: Pairing | undefined;
  readonly membership: Membership | undefined;
}

export function ThisComputer({ connection, report, diagnosis, pairing, membership }: ThisComputerProps) {
  const [left, setLeft] = useState("");
  useEffect(() => {
    if (pairing) setLeft("");
  }, [pairing]);
  const forget = async ({ clientId }: Pairing): Promise<void> => {
    const isTold = connection !== undefined && (await leaveByConnection(connection));
    await removePairing();
    setLeft(
      isTold
        ? "Forgotten here and there."
        : `Forgotten here. The companion could not be told: run \`npx pagewire revoke ${clientId}\` to end it there too.`,
    );
  };
  return (
    <section aria-labelledby="companion">
      <h2 id="companion">This computer</h2>
      <ConnectionStatus report={{ state: report.state, detail: diagnosis.what }} />
      {diagnosis.fix !== "" && <Fix text={diagnosis.fix} />}
      {pairing && (
        <>
          <dl>
            <dt>Companion</dt>
            <dd>
              {LOOPBACK_ADDRESS}:{pairing.port}
              {membership && `, version ${membership.companionVersion}`}
            </dd>
            <dt>Paired since</dt>
            <dd>{new Date(pairing.pairedAt).toLocaleString()}</dd>
            <dt>Listed there as</dt>
            <dd>
              {membership && (
                <>
                  <bdi>{membership.name}</bdi>{" "}
                </>
              )}
              <code>{pairing.clientId}</code>
            </dd>
          </dl>
          <button type="button" onClick={() => void forget(pairing)}>
            Forget this computer
          </button>
        </>
      )}
      {left !== "" && <Fix text={left} />}
    </section>
  );
}

/** A sentence in which commands stand between backquotes. */
function Fix({ text }: { readonly text: string }) {
  return (
    <p aria-live="polite">
      {text.split("`").map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part))}
    </p>
  );
}
