/** How people run the very companion that is meant: what stands before and behind each command in a sentence. */

import { type ShellKind, shellWord } from "./shell-word.ts";

/** Data, not a command: what another end says of itself is quoted where it is shown. */
export interface CommandPlace {
  /** The folder to run it in; absent where it runs in any, or where its reader is there already. */
  readonly folder?: string | undefined;
  /** The home folder, where it has to be named. */
  readonly home?: string | undefined;
  /** Whether `pagewire` is a command of the system by itself. */
  readonly isInstalled?: boolean | undefined;
  readonly shell?: ShellKind | undefined;
}

const WRITTEN = "npx pagewire";
/** The one script of the checkout that takes what `pagewire start` takes. */
const START = "npm start";

/** A command as the catalogue writes it (`npx pagewire pair`, `npm run build`), as it works there; anything else as it is. */
export function commandAt(written: string, { folder, home, isInstalled, shell }: CommandPlace): string {
  const isOurs = written === WRITTEN || written.startsWith(`${WRITTEN} `);
  if (!isOurs && !written.startsWith("npm ")) return written;
  const isCalledPlainly = isOurs && isInstalled === true;
  const there = folder === undefined || isCalledPlainly ? "" : `cd ${shellWord(folder, shell)} && `;
  const called = isCalledPlainly ? written.slice("npx ".length) : written;
  const takesHome = isOurs ? written !== WRITTEN : written === START;
  const whose =
    home === undefined || !takesHome ? "" : `${isOurs ? "" : " --"} --home ${shellWord(home, shell)}`;
  return there + called + whose;
}
