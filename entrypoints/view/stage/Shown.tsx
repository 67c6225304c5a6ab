/** The choice between a file as it is made to be looked at, and the text it is made of. */

import { text } from "../../../shared/texts/text.ts";

export function Shown(props: {
  /** What it is called where it is not its text. */
  readonly made: string;
  readonly isPlain: boolean;
  readonly onChoose: (isPlain: boolean) => void;
}) {
  const { made, isPlain, onChoose } = props;
  return (
    <fieldset class="choice">
      <legend class="unseen">{text("view.shown-as")}</legend>
      <button type="button" aria-pressed={!isPlain} onClick={() => onChoose(false)}>
        {made}
      </button>
      <button type="button" aria-pressed={isPlain} onClick={() => onChoose(true)}>
        {text("view.as-text")}
      </button>
    </fieldset>
  );
}
