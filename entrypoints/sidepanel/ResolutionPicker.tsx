/** How long a bar is: four buttons, one of them pressed. */

import { RESOLUTIONS, type Resolution } from "../../shared/protocol/price.ts";

const LABELS: Readonly<Record<Resolution, { readonly short: string; readonly long: string }>> = {
  1: { short: "1s", long: "1 second" },
  60: { short: "1m", long: "1 minute" },
  3600: { short: "1h", long: "1 hour" },
  86400: { short: "1d", long: "1 day" },
};

export function ResolutionPicker(props: {
  readonly chosen: Resolution;
  readonly onPick: (resolution: Resolution) => void;
}) {
  return (
    <fieldset class="resolutions">
      <legend class="unseen">Length of a bar</legend>
      {RESOLUTIONS.map((resolution) => (
        <button
          key={resolution}
          type="button"
          aria-pressed={resolution === props.chosen}
          title={LABELS[resolution].long}
          onClick={() => props.onPick(resolution)}
        >
          {LABELS[resolution].short}
        </button>
      ))}
    </fieldset>
  );
}
