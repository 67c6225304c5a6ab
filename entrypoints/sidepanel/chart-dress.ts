/** What the user wants to see beside the bars themselves. */

import { signal } from "@preact/signals";
import type { Settings } from "../../shared/extension/store/settings.ts";

export class ChartDress {
  /** Whether what was traded stands beneath the bars. */
  readonly hasVolume = signal(true);
  /** Whether two symbols are drawn in percent of where each begins. */
  readonly inPercent = signal(false);
  readonly #remember: (patch: Partial<Settings>) => void;

  constructor(remember: (patch: Partial<Settings>) => void) {
    this.#remember = remember;
  }

  /** Takes over what was chosen once. */
  begin({ volume = true, inPercent = false }: Settings): void {
    this.hasVolume.value = volume;
    this.inPercent.value = inPercent;
  }

  showVolume(volume: boolean): void {
    this.hasVolume.value = volume;
    this.#remember({ volume });
  }

  drawPercent(inPercent: boolean): void {
    this.inPercent.value = inPercent;
    this.#remember({ inPercent });
  }
}
