/** The one button that does something about what is wrong. */

import { useState } from "preact/hooks";
import { text } from "../../../shared/texts/text.ts";
import type { Panel } from "../panel.ts";
import type { PanelState } from "../panel-state.ts";

/** For how long the button says that it has copied. */
const COPIED_MS = 2_000;

export function RemedyButton({ panel, state }: { readonly panel: Panel; readonly state: PanelState }) {
  const [isCopied, setCopied] = useState(false);
  const { remedy, command = "" } = state;
  const copy = (): void => {
    void navigator.clipboard.writeText(command).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), COPIED_MS);
    });
  };
  switch (remedy) {
    case "copy-command":
      return (
        <button type="button" onClick={copy}>
          {text(isCopied ? "action.copied" : "action.copy-command")}
        </button>
      );
    case "try-now":
      return (
        <button type="button" onClick={() => panel.tryNow()}>
          {text("panel.try-now")}
        </button>
      );
    case "retry":
      return (
        <button type="button" onClick={() => panel.retry()}>
          {text("panel.retry")}
        </button>
      );
    default:
      return null;
  }
}
