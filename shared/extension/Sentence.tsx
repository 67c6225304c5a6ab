/** What people are told meanwhile: a sentence in which commands stand between backquotes. */

/** Is read aloud when it changes. */
export function Sentence({ text }: { readonly text: string }) {
  return (
    <p aria-live="polite">
      {text.split("`").map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part))}
    </p>
  );
}
