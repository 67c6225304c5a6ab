/** Asks, in a page of our own, whether a companion is to be paired that may not be the one the user means. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Brand } from "../../shared/extension/look/Brand.tsx";
import {
  callBackground,
  type NamedCompanion,
  type PairingQuestion,
} from "../../shared/extension/messages.ts";
import { RunsAs } from "../../shared/extension/pairing/RunsAs.tsx";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { readSaid } from "../../shared/texts/said.ts";
import { language, text } from "../../shared/texts/text.ts";

/** The second press of a double click on the pairing page must not be the answer. */
const ARM_AFTER_MS = 1_000;

export function App() {
  const [question, setQuestion] = useState<PairingQuestion>();
  const [said, setSaid] = useState("");
  useEffect(() => {
    void callBackground("pairingRequest", {}).then(({ question: asked }) =>
      asked ? setQuestion(asked) : setSaid(text("confirm.ended")),
    );
  }, []);
  useEffect(() => {
    if (!question) return undefined;
    const end = (): void => {
      setQuestion(undefined);
      setSaid(text("confirm.ended"));
    };
    const timer = setTimeout(end, Math.max(0, question.endsAt - Date.now()));
    return () => clearTimeout(timer);
  }, [question]);
  const answer = (id: string, accept: boolean): void => {
    setSaid(accept ? text("pairing.pairing") : "");
    setQuestion(undefined);
    // Where it went well the background closes this page.
    void callBackground("answerPairing", { id, accept }).then((outcome) => {
      if (outcome.state === "failed") setSaid(readSaid(outcome));
    });
  };
  return (
    <>
      <Brand />
      <main>
        <h1>{text(question && !question.known ? "confirm.title-first" : "confirm.title")}</h1>
        {question && <Question question={question} onAnswer={(accept) => answer(question.id, accept)} />}
        <p role="status">{said}</p>
      </main>
    </>
  );
}

function Question(props: {
  readonly question: PairingQuestion;
  readonly onAnswer: (accept: boolean) => void;
}) {
  const { question, onAnswer } = props;
  const { known, asking, why } = question;
  const isArmed = useArmed();
  const accept = (event: MouseEvent): void => {
    if (event.isTrusted && isArmed) onAnswer(true);
  };
  return (
    <>
      <p>{text(`confirm.why-${why}`)}</p>
      <div class="companions">
        {known && (
          <Companion
            title={text("confirm.paired-now")}
            companion={known}
            about={text("confirm.since", { time: new Date(known.pairedAt).toLocaleString(language()) })}
          >
            <RunsAs companion={known.runsAs} />
          </Companion>
        )}
        <Companion
          title={text("confirm.asks")}
          companion={asking}
          about={text(asking.claimsKnown ? "confirm.unproven" : "confirm.not-known")}
        >
          <p class="small muted">{text("confirm.asks-later")}</p>
        </Companion>
      </div>
      <p>{text(known ? "confirm.after-switch" : "confirm.after-pairing")}</p>
      <div class="answers">
        <button type="button" class="primary" onClick={() => onAnswer(false)}>
          {known ? text("confirm.keep", { address: addressOf(known) }) : text("confirm.pair-nothing")}
        </button>
        <button type="button" disabled={!isArmed} onClick={accept}>
          {text(known ? "confirm.switch" : "confirm.pair-with", { address: addressOf(asking) })}
        </button>
      </div>
    </>
  );
}

function Companion(props: {
  readonly title: string;
  readonly companion: NamedCompanion;
  readonly about: string;
  readonly children: ComponentChildren;
}) {
  const { title, companion, about, children } = props;
  return (
    <section>
      <h2>{title}</h2>
      <strong>{addressOf(companion)}</strong>
      <span>{about}</span>
      {children}
    </section>
  );
}

function addressOf({ port }: NamedCompanion): string {
  return `${LOOPBACK_ADDRESS}:${port}`;
}

/** Whether the page has been looked at long enough to be answered. */
function useArmed(): boolean {
  const [isArmed, setArmed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setArmed(true), ARM_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isArmed;
}
