/** The digest of what the extension is built from. */
export function buildSourcesDigest(): string;
