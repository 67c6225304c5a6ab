/** Puts a symbol on the watch list, or takes it off. */

import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { text } from "../../../shared/texts/text.ts";
import { MAX_STARRED, type Panel } from "../panel.ts";

export function StarButton({ panel, symbol }: { readonly panel: Panel; readonly symbol: string }) {
  const { value: starred } = panel.starred;
  const isOn = starred.includes(symbol);
  const isFull = !isOn && starred.length >= MAX_STARRED;
  const label = isFull ? text("panel.star-full", { most: MAX_STARRED }) : text("panel.star", { symbol });
  return (
    <IconButton
      icon="star"
      label={label}
      aria-pressed={isOn}
      aria-disabled={isFull}
      onClick={() => panel.toggleStar(symbol)}
    />
  );
}
