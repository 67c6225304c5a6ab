/** The symbol's name, which opens what another one is chosen in: a field, and the ones that are known. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { text } from "../../../shared/texts/text.ts";
import type { Search } from "../asked/symbol-search.ts";
import { useSearch } from "../asked/use-search.ts";
import type { Panel } from "../panel.ts";
import { completed, nameOf, suggested } from "../symbol-names.ts";
import { StarButton } from "./StarButton.tsx";

export function SymbolPicker({ panel }: { readonly panel: Panel }) {
  const [isOpen, setOpen] = useState(false);
  const { wanted } = panel.choice.value;
  const name = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    name.current?.focus();
  };
  const pick = (symbol: string): void => {
    panel.pickSymbol(symbol);
    close();
  };
  return (
    <div class="symbol">
      <h1>
        <button
          ref={name}
          type="button"
          class="symbol-name"
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          title={text("panel.choose-symbol")}
          onClick={() => setOpen(!isOpen)}
        >
          {wanted}
          <Icon name="down" />
        </button>
      </h1>
      <StarButton panel={panel} symbol={wanted} />
      {isOpen && <Choice panel={panel} onPick={pick} onClose={close} />}
    </div>
  );
}

function Choice(props: {
  readonly panel: Panel;
  readonly onPick: (symbol: string) => void;
  readonly onClose: () => void;
}) {
  const { panel, onPick, onClose } = props;
  const [typed, setTyped] = useState("");
  const [isRefused, setRefused] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const search = useSearch(panel.search, typed);
  const whole = search?.completed ?? completed(typed);
  const known = suggested(typed, [...panel.starred.value, ...panel.recent.value]);
  const traded = search?.found.map(({ symbol }) => symbol).filter((symbol) => !known.includes(symbol)) ?? [];
  const offered =
    whole && typed.trim() !== "" && !known.includes(whole)
      ? [...new Set([whole, ...known, ...traded])]
      : [...known, ...traded];

  const isRead = whole !== undefined && typed.trim() !== "" && typed.trim() !== whole;

  // Before anything else is typed: a letter would go to the button.
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const leave = ({ target }: Event): void => {
      if (!(target instanceof Element) || !target.closest(".symbol")) onClose();
    };
    addEventListener("pointerdown", leave);
    return () => removeEventListener("pointerdown", leave);
  });

  function submit(event: Event): void {
    event.preventDefault();
    // What is on top of the list is what was meant, where more than its beginning was not typed.
    const symbol = typed.trim() === "" ? undefined : (whole ?? offered[0]);
    if (symbol) onPick(symbol);
    else setRefused(true);
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      onClose();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      moveFocus(box.current, event.key === "ArrowDown" ? 1 : -1);
    }
  }
  return (
    <div class="choice" role="dialog" aria-label={text("panel.choose-symbol")} ref={box} onKeyDown={onKey}>
      <form onSubmit={submit}>
        <input
          ref={field}
          type="search"
          aria-label={text("panel.symbol")}
          placeholder={text("panel.symbol-example")}
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setRefused(false);
          }}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={40}
          aria-invalid={isRefused}
          aria-describedby={isRefused ? "symbol-problem" : undefined}
        />
        {isRefused && (
          <p id="symbol-problem" class="problem" role="alert">
            {text("panel.no-symbol")}
          </p>
        )}
      </form>
      {isRead && (
        <p class="read-as small" role="status">
          {text("symbol.completed", { typed: typed.trim(), symbol: whole })}
          {search?.isWhole && search.found.length === 0 && ` ${text("chart.symbol-none", { typed: whole })}`}
        </p>
      )}
      <ul>
        {offered.map((symbol) => (
          <li key={symbol}>
            <button type="button" class="offer" onClick={() => onPick(symbol)}>
              <span>{symbol}</span>
              <span class="muted">
                {venuesOf(search, symbol) ||
                  nameOf(symbol) ||
                  (symbol === "DEMO" && text("panel.simulated-market"))}
              </span>
            </button>
            <StarButton panel={panel} symbol={symbol} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Where a symbol is traded, as far as that was said. */
function venuesOf(search: Search | undefined, symbol: string): string {
  const venues = search?.found.find((found) => found.symbol === symbol)?.venues ?? [];
  return venues.length === 0 ? "" : text("chart.symbol-at", { venues: venues.join(", ") });
}

/** Up and down through the field and the offers. */
function moveFocus(box: HTMLElement | null, by: number): void {
  const stops = [...(box?.querySelectorAll<HTMLElement>("input, .offer") ?? [])];
  const at = stops.findIndex((stop) => stop.parentElement?.contains(document.activeElement));
  stops[Math.min(stops.length - 1, Math.max(0, at + by))]?.focus();
}
