/** Where a symbol is typed or chosen. */

import { useState } from "preact/hooks";
import { DEMO_SYMBOL } from "../../shared/protocol/price.ts";
import { ProtocolError } from "../../shared/protocol/protocol-error.ts";

const SUGGESTIONS = ["BTC-USD", "ETH-USD", "SOL-USD", "XRP-USD", "DOGE-USD", "LTC-USD", "BTC-EUR", "ETH-EUR"];

export function SymbolPicker(props: {
  readonly shown: string;
  /** Throws `ProtocolError` with a sentence for the user on a malformed symbol. */
  readonly onPick: (symbol: string) => void;
}) {
  const { shown, onPick } = props;
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);

  function submit(event: Event): void {
    event.preventDefault();
    try {
      onPick((typed ?? shown).trim().toUpperCase());
      setTyped(undefined);
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      setProblem(error.message);
    }
  }

  return (
    <form class="symbol" onSubmit={submit}>
      <label for="symbol">Symbol</label>
      <input
        id="symbol"
        list="symbols"
        value={typed ?? shown}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        maxLength={40}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : "symbol-problem"}
      />
      <datalist id="symbols">
        {SUGGESTIONS.map((symbol) => (
          <option key={symbol} value={symbol} />
        ))}
        <option value={DEMO_SYMBOL} label="Simulated market" />
      </datalist>
      <button type="submit">Show</button>
      {problem === undefined ? null : (
        <p id="symbol-problem" class="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
