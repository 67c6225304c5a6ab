/** The place where a file is shown, each kind in its own way. */

import { FileCard } from "../../shared/extension/look/FileCard.tsx";
import { endingOf } from "../../shared/extension/look/file-kind.ts";
import { Icon } from "../../shared/extension/look/Icon.tsx";
import { shownName } from "../../shared/extension/look/shown-text.ts";
import type { ReceivedItem } from "../../shared/extension/store/database.ts";
import { text } from "../../shared/texts/text.ts";
import type { Content } from "./reading/content.ts";
import { Drawing } from "./stage/Drawing.tsx";
import { PdfDocument } from "./stage/PdfDocument.tsx";
import { Picture } from "./stage/Picture.tsx";
import { Player } from "./stage/Player.tsx";
import { Words } from "./stage/Words.tsx";
import type { Size } from "./stage/zoom.ts";

export interface StageProps {
  readonly item: ReceivedItem;
  readonly content: Content;
  /** The browser has found that it can't show it. */
  readonly isBroken: boolean;
  readonly onSize: (size: Size) => void;
  readonly onError: () => void;
  readonly onSave: (() => void) | undefined;
}

export function Stage({ item, content, isBroken, onSize, onError, onSave }: StageProps) {
  const name = shownName(item.name);
  switch (content.kind) {
    case "picture":
      if (isBroken) return <Card item={item} why={text("view.damaged-picture")} onSave={onSave} />;
      if (content.source !== undefined)
        return <Drawing {...content} source={content.source} name={name} onSize={onSize} onError={onError} />;
      return <Picture {...content} name={name} onSize={onSize} onError={onError} />;
    case "video":
    case "sound":
      if (isBroken) return <Card item={item} why={text("view.not-played")} onSave={onSave} />;
      return <Player {...content} name={name} onSize={onSize} onError={onError} />;
    case "pdf":
      return <PdfDocument bytes={content.bytes} name={name} />;
    case "text":
      return <Words content={content} name={name} ending={endingOf(item.name)} />;
    case "card":
      return <Card item={item} why={text(content.why)} onSave={onSave} />;
  }
}

interface CardProps {
  readonly item: ReceivedItem;
  readonly why: string;
  readonly onSave: (() => void) | undefined;
}

/** What can't be shown: what it is, why not, and the way to have it all the same. */
function Card({ item, why, onSave }: CardProps) {
  return (
    <FileCard file={item} heading="h2">
      <p>{why}</p>
      <button type="button" class="primary" onClick={onSave}>
        <Icon name="save" />
        {text("action.save")}
      </button>
    </FileCard>
  );
}
