/** Takes what is dropped or pasted anywhere in the popup, and shows that it will. */

import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { text } from "../../../shared/texts/text.ts";
import { filesIn } from "./add-files.ts";

export function DropPlace({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let isOurs = false;
    const controller = new AbortController();
    const { signal } = controller;
    const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
      !isOurs && (dataTransfer?.types.includes("Files") ?? false);
    // What begins here is dragged out: it is no file to be sent.
    document.addEventListener("dragstart", () => (isOurs = true), { signal });
    document.addEventListener("dragend", () => (isOurs = false), { signal });
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    document.addEventListener("dragenter", over, { signal });
    document.addEventListener("dragover", over, { signal });
    document.addEventListener(
      "dragleave",
      ({ relatedTarget }) => {
        if (relatedTarget === null) setOver(false);
      },
      { signal },
    );
    document.addEventListener(
      "drop",
      (event) => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        onFiles(filesIn(event.dataTransfer));
      },
      { signal },
    );
    document.addEventListener(
      "paste",
      (event) => {
        const files = filesIn(event.clipboardData);
        if (files.length === 0) return;
        event.preventDefault();
        onFiles(files);
      },
      { signal },
    );
    return () => controller.abort();
  }, []);
  if (!isOver) return null;
  return (
    <div class="drop-place" aria-hidden="true">
      <Icon name="send" />
      <span>{text("popup.drop")}</span>
    </div>
  );
}
