/** The companion's own page, where there are pictures to try Pagewire on. */

import { LOOPBACK_ADDRESS } from "../../protocol/limits.ts";

/** Its address. */
export function pageAt(port: number): string {
  return `http://${LOOPBACK_ADDRESS}:${port}/`;
}
