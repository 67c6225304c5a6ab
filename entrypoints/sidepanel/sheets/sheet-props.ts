/** What a sheet that opens over the panel is given. */

import type { ChartHandle } from "../chart/PriceChart.tsx";
import type { Panel } from "../panel.ts";

export interface SheetProps {
  readonly panel: Panel;
  readonly chart: () => ChartHandle | null;
  readonly onClose: () => void;
}
