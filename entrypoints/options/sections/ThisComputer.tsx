/** The companion this browser is paired with: how it stands, what mends it, who we are there, who else is, and how to part. */

import { useEffect, useState } from "preact/hooks";
import type { Connection, ConnectionReport } from "../../../shared/extension/connection/connection.ts";
import { isUnpaired } from "../../../shared/extension/connection/connection-report.ts";
import { forgetCompanion, type Membership } from "../../../shared/extension/connection/membership.ts";
import { ConnectionStatus } from "../../../shared/extension/look/ConnectionStatus.tsx";
import { readersLocale } from "../../../shared/extension/look/language.ts";
import { Sentence } from "../../../shared/extension/look/Sentence.tsx";
import { LookFirst } from "../../../shared/extension/pairing/LookFirst.tsx";
import { PairCommand } from "../../../shared/extension/pairing/PairCommand.tsx";
import type { Pairing } from "../../../shared/extension/store/database.ts";
import { LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { text } from "../../../shared/texts/text.ts";
import { Section } from "../controls/Section.tsx";
import type { Diagnosis } from "../diagnosis.ts";
import { BrowserName } from "./BrowserName.tsx";
import { Others } from "./Others.tsx";

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
  const asksToPair = isUnpaired(report) && !pairing;
  return (
    <Section id="computer" title={text("settings.computer")}>
      <ConnectionStatus report={{ state: report.state, detail: asksToPair ? "" : diagnosis.what }} />
      {asksToPair && <PairCommand />}
      {!asksToPair && diagnosis.fix !== "" && <Sentence text={diagnosis.fix} />}
      <LookFirst pairing={pairing} />
      {membership && <BrowserName connection={connection} name={membership.name} />}
      {membership && <Others others={membership.others} />}
      {pairing && (
        <>
          <details>
            <summary>{text("settings.details")}</summary>
            <Facts pairing={pairing} membership={membership} />
          </details>
          <button type="button" onClick={() => void forgetCompanion(connection, pairing).then(setLeft)}>
            {text("settings.forget")}
          </button>
        </>
      )}
      {left !== "" && <Sentence text={left} />}
    </Section>
  );
}

function Facts({ pairing, membership }: { pairing: Pairing; membership: Membership | undefined }) {
  return (
    <dl>
      <dt>{text("settings.companion")}</dt>
      <dd>
        {LOOPBACK_ADDRESS}:{pairing.port}
        {membership && `, ${text("settings.companion-version", { version: membership.companionVersion })}`}
      </dd>
      <dt>{text("settings.paired-since")}</dt>
      <dd>{new Date(pairing.pairedAt).toLocaleString(readersLocale())}</dd>
      <dt>{text("settings.listed-as")}</dt>
      <dd>
        {membership && (
          <>
            <bdi>{membership.name}</bdi>{" "}
          </>
        )}
        <code>{pairing.clientId}</code>
      </dd>
    </dl>
  );
}
