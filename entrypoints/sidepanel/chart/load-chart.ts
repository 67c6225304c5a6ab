/** Brings in the charting library, once: the panel shows what it knows before it has it. */

import type { LiveChart } from "./chart.ts";

let loading: Promise<typeof LiveChart> | undefined;

/** The chart's class; the first call fetches it. */
export function loadChart(): Promise<typeof LiveChart> {
  loading ??= import("./chart.ts").then(
    (loaded) => loaded.LiveChart,
    (cause: unknown) => {
      // The next chart asks anew.
      loading = undefined;
      throw cause;
    },
  );
  return loading;
}
