/** Whom this browser is paired with and as what, who else is paired there, and how to part. */

import { useEffect, useState } from "preact/hooks";
import type { Connection } from "../../shared/extension/connection.ts";
import type { Pairing } from "../../shared/extension/database.ts";
import { forgetCompanion, type Membership, type PairedClient } from "../../shared/extension/membership.ts";
import { Sentence } from "../../shared/extension/Sentence.tsx";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";

export interface PairedWithProps {
  readonly connection: Connection | undefined;
  readonly pairing: Pairing | undefined;
  readonly membership: Membership | undefined;
}

export function PairedWith({ connection, pairing, membership }: PairedWithProps) {
  const [left, setLeft] = useState("");
  useEffect(() => {
    if (pairing) setLeft("");
  }, [pairing]);
  return (
    <div class="paired">
      {pairing && (
        <details>
          <summary>
            Paired with {LOOPBACK_ADDRESS}:{pairing.port}
            {membership && (
              <>
                {" "}
                as <bdi>{membership.name}</bdi>
              </>
            )}
          </summary>
          {membership && <Others others={membership.others} />}
          <Forget onForget={() => void forgetCompanion(connection, pairing).then(setLeft)} />
        </details>
      )}
      <Sentence text={left} />
    </div>
  );
}

function Others({ others }: { readonly others: readonly PairedClient[] }) {
  if (others.length === 0) return <p>Nobody else is paired there.</p>;
  return (
    <>
      <p id="others">Also paired there:</p>
      <ul aria-labelledby="others">
        {others.map(({ name, kind, connected }, index) => (
          // Scripts may share a name; the list never changes its order while it is shown.
          <li key={`${index} ${name}`}>
            <bdi>{name}</bdi> ({kind}
            {connected && ", connected"})
          </li>
        ))}
      </ul>
    </>
  );
}

/** The first press asks, the second one does it; looking elsewhere takes the first one back. */
function Forget({ onForget }: { readonly onForget: () => void }) {
  const [isAsked, setAsked] = useState(false);
  const press = (event: MouseEvent): void => {
    // The second half of a double click is no second thought; a key press counts as none.
    if (event.detail > 1) return;
    if (isAsked) onForget();
    setAsked(!isAsked);
  };
  return (
    <button type="button" onClick={press} onBlur={() => setAsked(false)}>
      {isAsked ? "Forget it? Press again" : "Forget this computer"}
    </button>
  );
}
