/** Writes the companion as the published package holds it into a folder. */
export function bundleCompanion(folder: string): Promise<void>;
