/** A text's lines; those that are far from what is seen take the browser no work. */

import { useMemo } from "preact/hooks";

/** So much is laid out at once; a longer line than the longest is parted, for a browser takes minutes to wrap one of megabytes. */
const BLOCK_CHARACTERS = 8_000;
const MAX_LINE_CHARACTERS = 16_000;

export interface LinesProps {
  readonly text: string;
  readonly isCode: boolean;
}

export function Lines({ text, isCode }: LinesProps) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  return (
    <pre class={isCode ? "lines code" : "lines"} data-long={blocks.length > 1 || undefined}>
      {blocks.map((block, index) => (
        <span key={index}>{block}</span>
      ))}
    </pre>
  );
}

/** Parts a text at ends of lines, and within a line that has none for long. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  for (let at = 0; at < text.length; ) {
    const most = Math.min(text.length, at + MAX_LINE_CHARACTERS);
    const lineEnd = text.slice(at + BLOCK_CHARACTERS, most).indexOf("\n");
    const end = lineEnd === -1 ? wholeCharacter(text, most) : at + BLOCK_CHARACTERS + lineEnd + 1;
    blocks.push(text.slice(at, end));
    at = end;
  }
  return blocks;
}

/** An end that is not within a character of two parts. */
function wholeCharacter(text: string, end: number): number {
  return (text.codePointAt(end - 1) ?? 0) > 0xffff ? end + 1 : end;
}
