/** Asks, in a page of our own, whether another companion is to take the place of the one this browser knows. */

import { useEffect, useState } from "preact/hooks";
import {
  callBackground,
  type NamedCompanion,
  type PairingQuestion,
} from "../../shared/extension/messages.ts";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";

/** The second press of a double click on the pairing page must not be the answer. */
const ARM_AFTER_MS = 1_000;
/** So many digits of an identity tell two companions apart by eye. */
const SHOWN_DIGITS = 8;
const UNPROVEN = "claims to be the companion you know and could not prove it";
const ENDED = "This question has ended: nothing has changed. Open the pairing link again to be asked anew.";

export function App() {
  const [question, setQuestion] = useState<PairingQuestion>();
  const [said, setSaid] = useState("");
  useEffect(() => {
    void callBackground("pairingRequest", {}).then(({ question: asked }) =>
      asked ? setQuestion(asked) : setSaid(ENDED),
    );
  }, []);
  useEffect(() => {
    if (!question) return undefined;
    const end = (): void => {
      setQuestion(undefined);
      setSaid(ENDED);
    };
    const timer = setTimeout(end, Math.max(0, question.endsAt - Date.now()));
    return () => clearTimeout(timer);
  }, [question]);
  const answer = (id: string, accept: boolean): void => {
    setSaid(accept ? "Pairing…" : "");
    setQuestion(undefined);
    // Where it went well the background closes this page.
    void callBackground("answerPairing", { id, accept }).then((outcome) => {
      if (outcome.state === "failed") setSaid(outcome.message);
    });
  };
  return (
    <main>
      <h1>Another companion asks to be paired</h1>
      {question && <Question question={question} onAnswer={(accept) => answer(question.id, accept)} />}
      <p role="status">{said}</p>
    </main>
  );
}

function Question(props: {
  readonly question: PairingQuestion;
  readonly onAnswer: (accept: boolean) => void;
}) {
  const { question, onAnswer } = props;
  const { known, asking } = question;
  const isArmed = useArmed();
  const accept = (event: MouseEvent): void => {
    if (event.isTrusted && isArmed) onAnswer(true);
  };
  return (
    <>
      <p>
        A browser belongs to one companion at a time. If you did not just open a pairing link yourself, keep
        the one you have: any program on this computer can show such a page.
      </p>
      <div class="companions">
        <Companion
          title="Paired now"
          companion={known}
          about={`since ${new Date(known.pairedAt).toLocaleString()}`}
        />
        <Companion
          title="Asks to be paired"
          companion={asking}
          about={asking.claimsKnown ? UNPROVEN : "not known to this browser"}
        />
      </div>
      <p>
        After a switch, what you send and what still waits goes to the new one, and only the new one can send
        files to this browser. What you have received stays.
      </p>
      <div class="answers">
        <button type="button" class="primary" onClick={() => onAnswer(false)}>
          Keep {addressOf(known)}
        </button>
        <button type="button" disabled={!isArmed} onClick={accept}>
          Switch to {addressOf(asking)}
        </button>
      </div>
    </>
  );
}

function Companion(props: {
  readonly title: string;
  readonly companion: NamedCompanion;
  readonly about: string;
}) {
  const { title, companion, about } = props;
  return (
    <section>
      <h2>{title}</h2>
      <strong>{addressOf(companion)}</strong>
      <span>{about}</span>
      <span>
        Identity <code>{companion.companionId.slice(0, SHOWN_DIGITS)}</code>
      </span>
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
