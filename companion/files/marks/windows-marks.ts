/** Marks on Windows: the stream that says a file comes from the internet, so that the system asks before it opens one. */

import { writeFile } from "node:fs/promises";
import type { Marker, OriginMark } from "./origin-mark.ts";

/** The zone "Internet". */
const ZONE_ID = 3;

/** A plain write: the stream's name is the file's with a suffix. */
export function windowsMarker(): Marker {
  return {
    async mark(marks) {
      await Promise.all(
        marks.map((mark) => writeFile(`${mark.path}:Zone.Identifier`, zoneText(mark)).catch(() => undefined)),
      );
    },
  };
}

export function zoneText({ url, pageUrl }: OriginMark): string {
  const lines = [
    "[ZoneTransfer]",
    `ZoneId=${ZONE_ID}`,
    ...(pageUrl === undefined ? [] : [`ReferrerUrl=${pageUrl}`]),
    `HostUrl=${url}`,
  ];
  return `${lines.join("\r\n")}\r\n`;
}
