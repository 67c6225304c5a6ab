/** What stands where the browser does not give back what Pagewire keeps in it: what is the matter, and a button that begins anew. */

import { useEffect, useState } from "preact/hooks";
import { readError } from "../../texts/said.ts";
import { text } from "../../texts/text.ts";
import type { ConnectionReport } from "../connection/connection.ts";
import { beginAnew, wasClickLost } from "../store/begin-anew.ts";
import { Commands } from "./Sentence.tsx";

export function StoreTrouble({ report: { reason } }: { readonly report: ConnectionReport }) {
  const [isClickLost, setClickLost] = useState(false);
  const [said, setSaid] = useState("");
  const isThere = reason === "store" || reason === "lost";
  useEffect(() => {
    if (isThere) void wasClickLost().then(setClickLost);
  }, [isThere]);
  const begin = (): void => {
    setSaid("");
    void beginAnew().then(
      (isPaired) => setSaid(text(isPaired ? "store.anew-paired" : "store.anew")),
      (error: unknown) => setSaid(readError(error)),
    );
  };
  if (!isThere && said === "") return null;
  return (
    <div class="notice" role="alert">
      <span>
        <Commands text={said || text(reason === "lost" ? "store.lost" : "store.unusable")} />
        {isThere && isClickLost && ` ${text("store.click-lost")}`}
      </span>
      {isThere && (
        <button type="button" class="primary" onClick={begin}>
          {text("store.begin-anew")}
        </button>
      )}
    </div>
  );
}
