/** Small disks of a test's own: what is mounted is unmounted and removed by the test that asked for it. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Whether disks can be mounted here; says so where they can't, and of what that is the end. */
export function canMount(what: string): boolean {
  if (process.getuid?.() === 0 && process.platform === "linux") return true;
  console.warn(`${what} need root on Linux to mount small disks: they are skipped.`);
  return false;
}

/** Whether a program of the system is here and runs. */
export function canRun(words: readonly string[], what: string): boolean {
  const [program = "", ...rest] = words;
  try {
    execFileSync(program, rest, { stdio: "ignore" });
    return true;
  } catch {
    console.warn(`${what}: skipped, for \`${words.join(" ")}\` does not work here.`);
    return false;
  }
}

/** How many bytes are free on a folder's disk. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** What a test has mounted and made, undone from the last to the first. */
export class Mounts {
  readonly #undo: (() => Promise<void> | void)[];

  /** `opened` is a test's own list of what it closes from the last to the first, where it has one. */
  constructor(opened: (() => Promise<void> | void)[] = []) {
    this.#undo = opened;
  }

  folder(): string {
    const folder = mkdtempSync(path.join(tmpdir(), "pagewire-mount-"));
    this.#undo.push(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  /** A disk in memory that holds so many bytes, in a new folder or in one that is there. */
  memory(bytes: number, place = this.folder()): string {
    return this.mount(["-t", "tmpfs", "-o", `size=${bytes},mode=700`, "tmpfs"], place);
  }

  /** A folder that shows what another one holds. */
  bind(shown: string, place: string): string {
    return this.mount(["--bind", shown], place);
  }

  /** A file system that `make` (`mkfs.btrfs`) makes in an image file; `undefined`, and why is said, where there is no such thing here. */
  image(make: string, bytes: number): string | undefined {
    const image = path.join(this.folder(), "disk.img");
    writeFileSync(image, "");
    truncateSync(image, bytes);
    try {
      execFileSync(make, [image], { stdio: "pipe" });
      return this.mount(["-o", "loop", image], this.folder());
    } catch (error) {
      console.warn(
        `No disk by ${make} can be had: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    }
  }

  mount(words: readonly string[], place: string): string {
    execFileSync("mount", [...words, place], { stdio: "pipe" });
    this.#undo.push(() => void execFileSync("umount", ["-l", place]));
    return place;
  }

  undo(): void {
    for (const undo of this.#undo.splice(0).reverse()) void undo();
  }
}
