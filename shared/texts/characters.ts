/** A text's characters as people see them: an emoji of several code points is one. */

let segmenter: Intl.Segmenter | undefined;

/** Made when it is first asked for: its tables take longer to load than the shortest commands have (measured: 7 ms). */
export function charactersOf(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
}
