/** A companion by what is known of it, and by what it says of itself. */

import { Commands } from "../../shared/extension/look/Sentence.tsx";
import { RunsAs } from "../../shared/extension/pairing/RunsAs.tsx";
import type { Pairing } from "../../shared/extension/store/database.ts";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { text } from "../../shared/texts/text.ts";

export function Companion({ pairing: { port, runsAs } }: { readonly pairing: Pairing }) {
  return (
    <>
      <section class="companion" aria-label={text("result.companion")}>
        <strong>
          {LOOPBACK_ADDRESS}:{port}
        </strong>
        <RunsAs companion={runsAs} />
        <p>{text("result.about")}</p>
      </section>
      <p>
        <Commands text={text("result.opened-yourself")} />
      </p>
    </>
  );
}
