/** What lies in an element's shadow root, one that its page has closed too: for scripts of ours in pages. */

/** As Firefox has it, for extensions' scripts alone. */
interface OpenedElement extends HTMLElement {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

export function shadowRootOf(element: HTMLElement): ShadowRoot | undefined {
  if (!import.meta.env.FIREFOX) return chrome.dom.openOrClosedShadowRoot(element) ?? undefined;
  const { openOrClosedShadowRoot }: OpenedElement = element;
  return openOrClosedShadowRoot ?? undefined;
}
