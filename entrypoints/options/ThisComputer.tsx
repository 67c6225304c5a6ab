/** The companion this browser is paired with: how it stands, what mends it, who we are there, and how to part. */

import { useEffect, useState } from "preact/hooks";
import { ConnectionStatus } from "../../shared/extension/ConnectionStatus.tsx";
import type { Connection, ConnectionReport } from "../../shared/extension/connection.ts";
import type { Pairing } from "../../shared/extension/database.ts";
import { forgetCompanion, type Membership } from "../../shared/extension/membership.ts";
import { Sentence } from "../../shared/extension/Sentence.tsx";
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
  return (
    <section aria-labelledby="companion">
      <h2 id="companion">This computer</h2>
      <ConnectionStatus report={{ state: report.state, detail: diagnosis.what }} />
      {diagnosis.fix !== "" && <Sentence text={diagnosis.fix} />}
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
          <button type="button" onClick={() => void forgetCompanion(connection, pairing).then(setLeft)}>
            Forget this computer
          </button>
        </>
      )}
      {left !== "" && <Sentence text={left} />}
    </section>
  );
}
