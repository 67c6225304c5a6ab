/** What is to be told of: a price that is passed, or a change within a time. */

import { useState } from "preact/hooks";
import { ALERT_KINDS, type AlertKind, type AlertWish } from "../../../shared/protocol/market/alerts.ts";
import { isDecimal } from "../../../shared/protocol/price.ts";
import { text } from "../../../shared/texts/text.ts";
import { WITHIN_S, withinInWords } from "../asked/alert-words.ts";

export function AlertForm(props: {
  readonly symbol: string;
  /** The last price, to begin with. */
  readonly price: string;
  readonly onAdd: (wish: AlertWish) => void;
}) {
  const { symbol, onAdd } = props;
  const [kind, setKind] = useState<AlertKind>("above");
  const [price, setPrice] = useState(props.price);
  const [percent, setPercent] = useState("5");
  const [withinSeconds, setWithin] = useState(3_600);
  const [repeats, setRepeats] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const isChange = kind === "change";
  const value = isChange ? percent : price;
  const submit = (event: Event): void => {
    event.preventDefault();
    const decimal = value.trim().replace(",", ".");
    setRefused(!isDecimal(decimal));
    if (!isDecimal(decimal)) return;
    const about = { symbol, kind, repeats };
    onAdd(isChange ? { ...about, percent: decimal, withinSeconds } : { ...about, price: decimal });
  };
  return (
    <form class="alert-form" onSubmit={submit}>
      <label>
        {text("alarm.kind", { symbol })}
        <select
          value={kind}
          onChange={({ currentTarget }) =>
            setKind(ALERT_KINDS.find((known) => known === currentTarget.value) ?? "above")
          }
        >
          {ALERT_KINDS.map((known) => (
            <option key={known} value={known}>
              {text(`alarm.kind-${known}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text(isChange ? "alarm.percent" : "alarm.price")}
        <input
          type="text"
          inputMode="decimal"
          autocomplete="off"
          maxLength={40}
          value={value}
          aria-invalid={isRefused}
          onInput={({ currentTarget }) => (isChange ? setPercent : setPrice)(currentTarget.value)}
        />
      </label>
      {isChange && (
        <label>
          {text("alarm.within")}
          <select
            value={withinSeconds}
            onChange={({ currentTarget }) => setWithin(Number(currentTarget.value))}
          >
            {WITHIN_S.map((seconds) => (
              <option key={seconds} value={seconds}>
                {withinInWords(seconds)}
              </option>
            ))}
          </select>
        </label>
      )}
      {isRefused && (
        <p class="problem" role="alert">
          {text("alarm.bad-price")}
        </p>
      )}
      <label class="tick">
        <input
          type="checkbox"
          checked={repeats}
          onChange={({ currentTarget }) => setRepeats(currentTarget.checked)}
        />{" "}
        {text("alarm.repeats")}
      </label>
      <button type="submit">{text("alarm.add")}</button>
    </form>
  );
}
