/** What the environment says about the terminal: its encoding, and the language of the person before it. */

/** The language of messages (`de_CH.UTF-8`), by POSIX's order of the variables. */
export function localeLanguage(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return LC_ALL || LC_MESSAGES || LANG || "";
}

/** Whether bytes of UTF-8 are read as UTF-8; by POSIX's order of the variables. Windows has consoles of UTF-16. */
export function isUtf8Locale(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform === "win32") return true;
  const { LC_ALL, LC_CTYPE, LANG } = environment;
  return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || "");
}
