/** Sentences for people, in which commands stand between backquotes. */

/** A sentence that is read aloud when it changes. */
export function Sentence({ text }: { readonly text: string }) {
  return (
    <p aria-live="polite">
      <Commands text={text} />
    </p>
  );
}

/** A text whose commands are shown as such. */
export function Commands({ text }: { readonly text: string }) {
  return (
    <>{text.split("`").map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part))}</>
  );
}
