/** What became of sent files on the computer: asked for those that are looked at, and told by whoever changes one. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Connection } from "../../../shared/extension/connection/connection.ts";
import { followKept, type Kept } from "../../../shared/extension/kept/kept-topic.ts";
import type { KeptFile } from "../../../shared/protocol/kept/kept-words.ts";

export interface KeptBook {
  /** `undefined` while the companion is away, or too old. */
  readonly kept: Kept | undefined;
  /** What became of a transfer of this browser; it is asked for where that is not known yet. */
  fileOf(id: string): KeptFile | undefined;
}

export function useKeptBook(connection: Connection | undefined): KeptBook {
  const [kept, setKept] = useState<Kept>();
  const [files, setFiles] = useState<ReadonlyMap<string, KeptFile>>(new Map());
  /** What was asked for: once for each time the companion is there. */
  const asked = useRef(new Set<string>());
  const wanted = useRef<string[]>([]);
  const learn = (known: readonly KeptFile[]): void =>
    setFiles((before) => {
      const pairs = known.flatMap((file) => file.ids.map((id) => [id, file] as const));
      return pairs.length === 0 ? before : new Map([...before, ...pairs]);
    });
  useEffect(() => {
    if (!connection) return;
    return followKept(connection, {
      onKept: (there) => {
        asked.current.clear();
        setFiles(new Map());
        setKept(there);
      },
      onChanged: (file) => learn([file]),
    });
  }, [connection]);
  useEffect(() => {
    const ids = wanted.current.splice(0);
    // Without an answer the rows stay as the browser knows them.
    if (kept && ids.length > 0) kept.look(ids).then(learn, () => undefined);
  });
  return {
    kept,
    fileOf(id) {
      if (kept && !asked.current.has(id)) {
        asked.current.add(id);
        wanted.current.push(id);
      }
      return files.get(id);
    },
  };
}
