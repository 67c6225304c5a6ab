/** What stands above a file: what it is, which of all it is, and what can be done with it. */

import type { Place } from "../../shared/extension/lists/received-order.ts";
import { KindIcon } from "../../shared/extension/look/FileCard.tsx";
import { FileName } from "../../shared/extension/look/FileName.tsx";
import { kindWord } from "../../shared/extension/look/file-kind.ts";
import { Icon } from "../../shared/extension/look/Icon.tsx";
import { IconButton } from "../../shared/extension/look/IconButton.tsx";
import { readersLocale } from "../../shared/extension/look/language.ts";
import type { ReceivedItem } from "../../shared/extension/store/database.ts";
import { shownSize } from "../../shared/texts/figures.ts";
import { language, text } from "../../shared/texts/text.ts";
import type { Size } from "./stage/zoom.ts";

export interface BarProps {
  readonly item: ReceivedItem | undefined;
  readonly size: Size | undefined;
  readonly place: Place | undefined;
  readonly copies: "picture" | "text" | undefined;
  readonly onGo: (id: string) => void;
  readonly onCopy: () => void;
  readonly onDelete: (() => void) | undefined;
  /** Absent where the file's place has the button. */
  readonly onSave: (() => void) | undefined;
}

export function Bar({ item, size, place, copies, onGo, onCopy, onDelete, onSave }: BarProps) {
  return (
    <header class="bar">
      <div class="what">
        {item && <KindIcon file={item} />}
        <div class="names">
          <h1>
            <FileName name={item?.name ?? text("title.popup")} />
          </h1>
          {item && <About item={item} size={size} />}
        </div>
      </div>
      {place && (
        <nav class="places" aria-label={text("popup.received")}>
          <Step icon="previous" label={text("view.previous")} to={place.previous} onGo={onGo} />
          <span class="small muted">
            {text("view.place", { place: figure(place.place), count: figure(place.count) })}
          </span>
          <Step icon="next" label={text("view.next")} to={place.next} onGo={onGo} />
        </nav>
      )}
      {item && (
        <div class="actions" role="toolbar" aria-label={text("view.tools")}>
          {copies && (
            <IconButton
              icon="copy"
              label={text(copies === "picture" ? "view.copy-picture" : "view.copy-text")}
              onClick={onCopy}
            />
          )}
          {onDelete && <IconButton icon="trash" label={text("action.delete")} onClick={onDelete} />}
          {onSave && (
            <button type="button" class="primary" onClick={onSave}>
              <Icon name="save" />
              {text("action.save")}
            </button>
          )}
        </div>
      )}
    </header>
  );
}

interface StepProps {
  readonly icon: "previous" | "next";
  readonly label: string;
  readonly to: string | undefined;
  readonly onGo: (id: string) => void;
}

function Step({ icon, label, to, onGo }: StepProps) {
  // One that can't be pressed keeps the keyboard where it is.
  return (
    <IconButton icon={icon} label={label} aria-disabled={to === undefined} onClick={() => to && onGo(to)} />
  );
}

function About({ item, size }: { readonly item: ReceivedItem; readonly size: Size | undefined }) {
  const facts = [
    kindWord(item),
    shownSize(item.bytes),
    ...(size ? [text("view.dimensions", { width: figure(size.width), height: figure(size.height) })] : []),
    new Date(item.at).toLocaleString(readersLocale(), { dateStyle: "medium", timeStyle: "short" }),
    text("view.from-computer"),
  ];
  return (
    <ul class="facts" aria-label={text("view.about")}>
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

function figure(value: number): string {
  return value.toLocaleString(language());
}
