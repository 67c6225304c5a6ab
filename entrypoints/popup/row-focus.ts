/** Where the keyboard goes when the row it is in goes away: to the next row, not to the top of the page. */

/** Moves the focus to the last button of the next row, or of the one before where there is no next. */
export function focusNextRow(button: HTMLElement): void {
  const row = button.closest("li");
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  const buttons = next?.querySelectorAll("button");
  buttons?.[buttons.length - 1]?.focus();
}
