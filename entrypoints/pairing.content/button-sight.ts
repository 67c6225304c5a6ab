/** Whether the pairing page's button can be seen for what it is. */

import { isPress, watchSight } from "../../shared/extension/sight.ts";
import { PAIR_BUTTON } from "../../shared/texts/pair-button.ts";

/** Smaller or larger than this no button of ours is: in CSS pixels. */
const LEAST = { width: 40, height: 16, fontSize: 10 } as const;
const MOST = { width: 480, height: 140 } as const;
/** In a tab that nobody has looked at yet the browser does not look either; it is not waited for longer. */
const FIRST_LOOK_MS = 1_000;

export interface ButtonSight {
  /** Whether a person's press now would be one on a button that they can see; the browser's own judgement. */
  isPlain(press: MouseEvent): Promise<boolean>;
}

/** Watches the button from now on. */
export function watchButton(button: HTMLButtonElement): ButtonSight {
  const sight = watchSight(button);
  return {
    async isPlain(press) {
      // Judged at once: what the page does after the press no longer counts. Enter in a field presses a form's button, too.
      const isOn = isPress(press, document.activeElement === button) && hasShape(button) && sight.isSeenNow();
      await Promise.race([sight.looked, new Promise((resolve) => setTimeout(resolve, FIRST_LOOK_MS))]);
      return isOn && sight.isVisible;
    },
  };
}

function hasShape(button: HTMLButtonElement): boolean {
  const { width, height } = button.getBoundingClientRect();
  const isOfSize =
    width >= LEAST.width && height >= LEAST.height && width <= MOST.width && height <= MOST.height;
  const fontSize = Number.parseFloat(getComputedStyle(button).fontSize);
  return (
    isOfSize &&
    fontSize >= LEAST.fontSize &&
    Object.values<string>(PAIR_BUTTON).includes(button.innerText.trim())
  );
}
