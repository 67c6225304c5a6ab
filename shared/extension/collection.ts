/** Has the browser let go of Blobs that nobody needs any more: of their bytes the script's collector knows nothing. */

/** What a script has held as Blobs stays in the browser, in memory or on the disk, until its garbage is collected. */
const UNCOLLECTED_BYTES = 16 * 1024 * 1024;
/** So much memory, which is never touched and so never taken, makes V8 collect (measured: it costs no time). */
const PRESSURE_BYTES = 2 * UNCOLLECTED_BYTES;

let uncollectedBytes = 0;

/** So many bytes of Blobs were let go of. */
export function letGoOf(bytes: number): void {
  uncollectedBytes += bytes;
  if (uncollectedBytes < UNCOLLECTED_BYTES) return;
  uncollectedBytes = 0;
  void new ArrayBuffer(PRESSURE_BYTES).byteLength;
}
