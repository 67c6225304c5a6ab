/** What this folder uses of the web platform, which browsers and Node share. */
declare class URL {
  static canParse(url: string): boolean;
  constructor(url: string);
  readonly hostname: string;
}
