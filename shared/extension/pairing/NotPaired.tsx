/** The screen of a browser that is not paired: how it gets paired; once it is, that it is, and where to try it. */

import { useRef } from "preact/hooks";
import { text } from "../../texts/text.ts";
import { type ConnectionReport, isUnpaired } from "../connection/connection-report.ts";
import { usePairing } from "../connection/page-connection.ts";
import { Icon } from "../look/Icon.tsx";
import { pageAt } from "./companion-page.ts";
import { HostAccess } from "./HostAccess.tsx";
import { PairCommand } from "./PairCommand.tsx";

/** Nothing stands here where the browser was paired from the beginning; `isUnpaired` says whether it fills the page. */
export function NotPaired({ report }: { readonly report: ConnectionReport }) {
  const pairing = usePairing();
  const wasUnpaired = useRef(false);
  if (isUnpaired(report)) {
    wasUnpaired.current = true;
    return (
      <section class="not-paired" aria-labelledby="not-paired">
        <img src="/icon/128.png" alt="" width="72" height="72" />
        <h2 id="not-paired">{text("unpaired.title")}</h2>
        <HostAccess />
        <PairCommand />
      </section>
    );
  }
  if (!wasUnpaired.current || report.state !== "connected" || !pairing) return null;
  return (
    <div class="notice" data-kind="good" aria-live="polite">
      <span class="now-paired">
        <Icon name="check" /> {text("unpaired.done")}
      </span>
      <a class="button" href={pageAt(pairing.port)} target="_blank" rel="noreferrer">
        {text("unpaired.try")}
      </a>
    </div>
  );
}
