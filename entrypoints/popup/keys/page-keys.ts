/** Keys that work wherever the keyboard is, but where something is being written. */

/** Calls at a key; returns the unsubscriber. `name` is what the key writes, with `Ctrl+` in front where that is held. */
export function onPageKey(name: string, act: () => void): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || nameOf(event) !== name || isWriting(event)) return;
    event.preventDefault();
    act();
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}

function nameOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  if (altKey) return "";
  return ctrlKey || metaKey ? `Ctrl+${key.toLowerCase()}` : key;
}

function isWriting({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
