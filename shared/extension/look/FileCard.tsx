/** A file as a card: what it is, and below it what there is to say and to do about it. */

import type { ComponentChildren } from "preact";
import { shownSize } from "../../texts/figures.ts";
import { text } from "../../texts/text.ts";
import { kindOf, kindWord, type NamedFile } from "./file-kind.ts";
import { Icon } from "./Icon.tsx";
import { closePage } from "./page.ts";
import { shownName } from "./shown-text.ts";

/** The icon of a file's kind, in its colour. */
export function KindIcon({ file }: { readonly file: NamedFile }) {
  const { icon, colour } = kindOf(file);
  return (
    <span class="kind" style={{ color: `var(${colour})` }}>
      <Icon name={icon} />
    </span>
  );
}

export interface FileCardProps {
  readonly file: NamedFile & { readonly bytes: number };
  /** The name heads the page, or a part of it. */
  readonly heading: "h1" | "h2";
  readonly children: ComponentChildren;
}

export function FileCard({ file, heading: Heading, children }: FileCardProps) {
  return (
    <section class="file-card">
      <KindIcon file={file} />
      <Heading>
        <bdi>{shownName(file.name)}</bdi>
      </Heading>
      <p class="muted">
        {kindWord(file)} · {shownSize(file.bytes)}
      </p>
      {children}
    </section>
  );
}

/** In the place of a file that is not there: why, and the way out; it may head its page. */
export function NoFileCard(props: { readonly why: string; readonly isPage?: boolean }) {
  const { why, isPage = false } = props;
  return (
    <section class="file-card">
      <span class="kind muted">
        <Icon name="document" />
      </span>
      {isPage ? (
        <div role="status">
          <h1>{why}</h1>
        </div>
      ) : (
        <p>{why}</p>
      )}
      <button type="button" class="primary" onClick={() => void closePage()}>
        {text("save.close")}
      </button>
    </section>
  );
}
