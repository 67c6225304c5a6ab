/** A PDF in the browser's own viewer: a process and an origin of its own, from which nothing reaches ours. */

import { useObjectUrl } from "./object-url.ts";

export function PdfDocument({ bytes, name }: { readonly bytes: Blob; readonly name: string }) {
  const url = useObjectUrl(bytes);
  // The bytes' type is a PDF's whatever they are: no page can be made of them.
  return url ? <iframe class="pdf" src={`${url}#navpanes=0&view=FitH`} title={name} /> : null;
}
