/** Names the companion that this browser has just been paired with, where no page can reach, and can undo it. */

import { useState } from "preact/hooks";
import { useStoredPairing } from "../../shared/extension/connection/page-connection.ts";
import { Brand } from "../../shared/extension/look/Brand.tsx";
import { Commands } from "../../shared/extension/look/Sentence.tsx";
import { callBackground } from "../../shared/extension/messages.ts";
import type { Pairing } from "../../shared/extension/store/database.ts";
import { readSaid } from "../../shared/texts/said.ts";
import { text } from "../../shared/texts/text.ts";
import { Companion } from "./Companion.tsx";
import { useLook } from "./look.ts";

export function App() {
  const stored = useStoredPairing();
  const pairing = stored?.pairing;
  const isArmed = useLook(pairing);
  const [undoing, setUndoing] = useState("");
  const undo = ({ companionId, pairedAt }: Pairing): void => {
    setUndoing(text("result.undoing"));
    void callBackground("undoPairing", { companionId, pairedAt }).then((said) => setUndoing(readSaid(said)));
  };
  if (!stored) return <main />;
  const isOver = undoing !== "" || !pairing;
  return (
    <>
      <Brand />
      <main>
        <h1>{text(isOver ? "result.title-over" : "result.title")}</h1>
        {!isOver && <Companion pairing={pairing} />}
        <State pairing={isOver ? undefined : pairing} said={undoing} />
        <div class="answers">
          <button type="button" class="primary" disabled={!isOver && !isArmed} onClick={leave}>
            {text(isOver ? "result.close" : "result.right")}
          </button>
          {!isOver && (
            <button type="button" disabled={!isArmed} onClick={() => undo(pairing)}>
              {text("result.undo")}
            </button>
          )}
        </div>
      </main>
    </>
  );
}

/** Where things stand; read aloud when that changes. */
function State({ pairing, said }: { readonly pairing: Pairing | undefined; readonly said: string }) {
  const state = !pairing ? "over" : pairing.unseen ? "looking" : "ready";
  const words = state === "over" ? said || text("result.not-paired") : text(`result.state-${state}`);
  return (
    <p role="status" class="state" data-state={state}>
      <span>
        <Commands text={words} />
      </span>
    </p>
  );
}

function leave(): void {
  void callBackground("leaveResult", {});
}
