/** How files are cut that are fetched by ranges, and from what size on they are. */

import { RANGE_FROM_BYTES, RANGE_PART_BYTES, RANGE_WINDOW_BYTES } from "../protocol/limits.ts";

export interface RangeSizes {
  /** What has a digest of its own; stretches begin where such a part does. */
  readonly partBytes: number;
  /** A smaller file comes on the lane. */
  readonly fromBytes: number;
  /** What may be announced ahead of the last acknowledgement. */
  readonly windowBytes: number;
}

/** The wire's. */
export const RANGE_SIZES: RangeSizes = {
  partBytes: RANGE_PART_BYTES,
  fromBytes: RANGE_FROM_BYTES,
  windowBytes: RANGE_WINDOW_BYTES,
};
