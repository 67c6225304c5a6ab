/** The address of some bytes for as long as something shows them. */

import { useEffect, useState } from "preact/hooks";

/** `undefined` until it is made; revoked as soon as others come, or nobody looks any more. */
export function useObjectUrl(bytes: Blob): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(bytes);
    setUrl(made);
    return () => {
      setUrl(undefined);
      URL.revokeObjectURL(made);
    };
  }, [bytes]);
  return url;
}
