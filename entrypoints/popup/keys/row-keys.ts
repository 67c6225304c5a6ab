/** What keys do in a row, apart from going to another one and opening it. */

export interface RowActs {
  readonly save?: () => void;
  readonly remove: () => void;
  readonly edit?: () => void;
  readonly choose?: () => void;
  readonly chooseAll?: () => void;
  readonly chooseTo?: () => void;
}

/** Does what the key is for, if it is for anything. */
export function onRowKey(event: KeyboardEvent, acts: RowActs): void {
  const act = actOf(event, acts);
  if (!act) return;
  event.preventDefault();
  act();
}

function actOf(event: KeyboardEvent, acts: RowActs): (() => void) | undefined {
  const { key, shiftKey } = event;
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.altKey) return undefined;
  if (isCommand) return key === "a" ? acts.chooseAll : undefined;
  switch (key) {
    case "s":
    case "S":
      return acts.save;
    case "F2":
      return acts.edit;
    case "Delete":
    case "Backspace":
      return acts.remove;
    case " ":
      return shiftKey ? acts.chooseTo : acts.choose;
    default:
      return undefined;
  }
}
