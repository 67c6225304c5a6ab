/** The first page after installation: three steps, each with its state as it is now, and what makes it better still. */

import { useConnection, useStoredPairing } from "../../shared/extension/connection/page-connection.ts";
import { Brand } from "../../shared/extension/look/Brand.tsx";
import { StoreTrouble } from "../../shared/extension/look/StoreTrouble.tsx";
import { useCompanionAt } from "../../shared/extension/pairing/companion-found.ts";
import { LookFirst } from "../../shared/extension/pairing/LookFirst.tsx";
import { DEFAULT_PORT, LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { text } from "../../shared/texts/text.ts";
import { EverySite } from "./EverySite.tsx";
import { FirstPicture, useHasSent } from "./FirstPicture.tsx";
import { Pair } from "./Pair.tsx";
import { PinIcon } from "./PinIcon.tsx";
import { Start } from "./Start.tsx";
import { Step } from "./Step.tsx";

export function App() {
  const { report } = useConnection("welcome");
  const stored = useStoredPairing();
  const pairing = stored?.pairing;
  const port = pairing?.port ?? DEFAULT_PORT;
  const isFound = useCompanionAt(port);
  const isConnected = report.state === "connected";
  // One that the companion does not trust any more is to be paired again.
  const isTrusted = report.state !== "not-paired" && report.reason !== "revoked";
  const hasSent = useHasSent();
  return (
    <>
      <Brand report={report} />
      <main>
        <div class="hero">
          <img src="/icon/128.png" alt="" width="96" height="96" />
          <div>
            <h1>{text("title.welcome")}</h1>
            <p>{text("welcome.about")}</p>
          </div>
        </div>
        <StoreTrouble report={report} />
        <ol class="steps">
          <Step
            number={1}
            title={text("welcome.start")}
            isDone={isConnected || isFound}
            done={text("welcome.started", { address: `${LOOPBACK_ADDRESS}:${port}` })}
          >
            <Start />
          </Step>
          <Step
            number={2}
            title={text("welcome.pair")}
            isDone={stored && pairing !== undefined && !pairing.unseen && isTrusted}
            done={text("unpaired.done")}
          >
            {pairing?.unseen ? <LookFirst pairing={pairing} /> : <Pair isFound={isFound === true} />}
          </Step>
          <Step number={3} title={text("welcome.send")} isDone={hasSent} done={text("welcome.sent")}>
            <FirstPicture port={isConnected ? port : undefined} />
          </Step>
        </ol>
        <EverySite />
        <PinIcon />
      </main>
    </>
  );
}
