/** A sent file's name, folder, tags and note on the computer, to be changed in one go. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Kept, KeptEdit } from "../../../shared/extension/kept/kept-topic.ts";
import type { KeptFile } from "../../../shared/protocol/kept/kept-words.ts";
import { readError } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { folderOf } from "./KeptWords.tsx";

export interface EditDialogProps {
  readonly kept: Kept;
  readonly file: KeptFile;
  readonly onClose: () => void;
}

/** What the form says. */
interface Draft {
  readonly name: string;
  readonly folder: string;
  readonly tags: string;
  readonly note: string;
}

export function EditDialog({ kept, file, onClose }: EditDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [draft, setDraft] = useState(() => draftOf(file));
  const [flaw, setFlaw] = useState("");
  const [isSaving, setSaving] = useState(false);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const save = async (): Promise<void> => {
    const edit = editOf(draftOf(file), draft);
    if (Object.keys(edit).length === 0) return onClose();
    setSaving(true);
    try {
      await kept.edit(file.id, edit);
      onClose();
    } catch (error) {
      setFlaw(readError(error));
      setSaving(false);
    }
  };
  const field = (key: keyof Draft, label: string) => (
    <label>
      <span>{label}</span>
      <input
        type="text"
        dir="auto"
        autocomplete="off"
        spellcheck={key === "note"}
        value={draft[key]}
        onInput={({ currentTarget }) => setDraft({ ...draft, [key]: currentTarget.value })}
      />
    </label>
  );
  return (
    <dialog
      ref={dialog}
      class="edit"
      aria-label={text("after.dialog")}
      onCancel={onClose}
      // The list behind it has keys of its own, and the browser would close the popup at Escape.
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {field("name", text("after.name"))}
        {field("folder", text("after.folder"))}
        {field("tags", text("after.tags"))}
        {field("note", text("after.note"))}
        {flaw !== "" && (
          <p class="bad" role="alert">
            {flaw}
          </p>
        )}
        <div class="line">
          <button type="submit" class="primary" disabled={isSaving}>
            {text("action.save")}
          </button>
          <button type="button" onClick={onClose}>
            {text("action.cancel")}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function draftOf(file: KeptFile): Draft {
  return { name: file.name, folder: folderOf(file), tags: file.tags.join(", "), note: file.note };
}

/** Only what is otherwise: what somebody else changes meanwhile stays. */
function editOf(before: Draft, now: Draft): KeptEdit {
  return {
    ...(now.name !== before.name && { name: now.name }),
    ...(now.folder !== before.folder && { folder: now.folder }),
    ...(now.tags !== before.tags && { tags: tagsOf(now.tags) }),
    ...(now.note !== before.note && { note: now.note.trim() }),
  };
}

/** Also with the commas of Chinese and Japanese. */
function tagsOf(typed: string): string[] {
  const tags = typed.split(/[,，、]/).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ""))];
}
