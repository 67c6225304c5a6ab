/** What carries files between this browser and the computer: for those who compare the ways. */

import { useEffect, useState } from "preact/hooks";
import {
  LANE_CARRIERS,
  type LaneCarrier,
  readSettings,
  writeSettings,
} from "../../shared/extension/settings.ts";

const FASTEST = "fastest";

const LABELS: Readonly<Record<LaneCarrier, string>> = {
  socket: "A socket of their own, raw bytes",
  channel: "A channel, numbered binary chunks",
  base64: "A channel, base64 in JSON",
};

export function FileCarrier() {
  const [carrier, setCarrier] = useState<LaneCarrier>();
  useEffect(() => {
    void readSettings().then((settings) => setCarrier(settings.carrier));
  }, []);
  const choose = (value: string): void => {
    const chosen = LANE_CARRIERS.find((name) => name === value);
    setCarrier(chosen);
    void writeSettings({ carrier: chosen });
  };
  return (
    <section aria-labelledby="carrier">
      <h2 id="carrier">How files travel</h2>
      <p>The fastest way that can be had is taken by itself. The others carry the same files, slower.</p>
      <select
        aria-labelledby="carrier"
        value={carrier ?? FASTEST}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value={FASTEST}>The fastest that can be had</option>
        {LANE_CARRIERS.map((name) => (
          <option key={name} value={name}>
            {LABELS[name]}
          </option>
        ))}
      </select>
    </section>
  );
}
