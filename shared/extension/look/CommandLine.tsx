/** A command for a terminal, or a path, with a button that copies it. */

import { useState } from "preact/hooks";
import { text } from "../../texts/text.ts";
import { IconButton } from "./IconButton.tsx";

/** For how long the button says that it has copied. */
const COPIED_MS = 2_000;

export interface CommandLineProps {
  readonly command: string;
  /** What the button does, where it copies no command. */
  readonly label?: string;
}

export function CommandLine({ command, label = text("action.copy-command") }: CommandLineProps) {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(command).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), COPIED_MS);
    });
  };
  return (
    <div class="command">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys. */}
      <code tabIndex={0}>{command}</code>
      <IconButton
        icon={isCopied ? "check" : "copy"}
        label={isCopied ? text("action.copied") : label}
        onClick={copy}
      />
      <span class="unseen" aria-live="polite">
        {isCopied && text("action.copied")}
      </span>
    </div>
  );
}
