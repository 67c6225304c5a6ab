/** The order of test files: those that take longest begin first, or the last of them runs alone at the end. */

import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes more than two minutes on a busy machine, the longest first: most of it is waited for, an alarm or a deadline. */
const SLOWEST = [
  "store-zips.corpus.ts",
  "states.corpus.ts",
  "told.test.ts",
  "queue.test.ts",
  "package.corpus.ts",
  "survival.test.ts",
  "survival.corpus.ts",
  "outbox-folder.corpus.ts",
  "image-to-disk.test.ts",
  "full-storage.corpus.ts",
  "file-to-popup.test.ts",
  "hostile-documents.corpus.ts",
  "badge.corpus.ts",
  "pairing.test.ts",
  "hostile-images.corpus.ts",
  "questions.corpus.ts",
  "files.corpus.ts",
  "sites.corpus.ts",
  "lost-store.corpus.ts",
  "screenshots.corpus.ts",
  "view-looks.corpus.ts",
];

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = SLOWEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      return place < 0 ? SLOWEST.length : place;
    };
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}
