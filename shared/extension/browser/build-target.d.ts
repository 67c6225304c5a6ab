/** Which browser a build is for: WXT writes it in, so that each build carries its own way alone. */

interface ImportMetaEnv {
  /** Nothing outside of this room asks. */
  readonly FIREFOX: boolean;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
