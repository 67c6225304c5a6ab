/** A button that is an icon: its words are its tooltip and what is read aloud. */

import type { ButtonHTMLAttributes } from "preact";
import { Icon, type IconName } from "./Icon.tsx";

export interface IconButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "label" | "title"> {
  readonly icon: IconName;
  /** What it does, and to what: "Save dunes.jpg". */
  readonly label: string;
  /** A shorter tooltip where the place says the rest. */
  readonly title?: string;
}

export function IconButton({ icon, label, title = label, ...others }: IconButtonProps) {
  return (
    <button {...others} type="button" class="icon" aria-label={label} title={title}>
      <Icon name={icon} />
    </button>
  );
}
