/** What carries files between this browser and the computer: for those who compare the ways. */

import { LANE_CARRIERS, type LaneCarrier } from "../../../shared/extension/store/settings.ts";
import type { TextCode } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import { Choice } from "../controls/Choice.tsx";
import type { SettingsProps } from "../controls/use-settings.ts";

const FASTEST = "fastest";

const LABELS = {
  socket: "settings.carrier-socket",
  channel: "settings.carrier-channel",
  base64: "settings.carrier-base64",
} as const satisfies Record<LaneCarrier, TextCode>;

export function FileCarrier({ settings, change }: SettingsProps) {
  return (
    <div class="part">
      <Choice
        label={text("settings.carrier")}
        value={settings.carrier ?? FASTEST}
        options={[
          { value: FASTEST, label: text("settings.carrier-fastest") },
          ...LANE_CARRIERS.map((name) => ({ value: name, label: text(LABELS[name]) })),
        ]}
        onChoose={(chosen) => change({ carrier: chosen === FASTEST ? undefined : chosen })}
      />
      <p class="small muted">{text("settings.carrier-about")}</p>
    </div>
  );
}
