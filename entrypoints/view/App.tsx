/** Shows one received file; it is only ever looked at, never run. */

import { useEffect, useState } from "preact/hooks";
import { isRaster, isVector, MAX_VECTOR_BYTES, pixelsOf } from "../../shared/extension/picture.ts";
import { findReceived, receivedBlob } from "../../shared/extension/received.ts";
import { shownName, shownSize } from "../../shared/extension/shown-text.ts";

type Shown =
  | { readonly kind: "image" | "video" | "audio"; readonly url: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "none"; readonly message: string };

/** More text than this is no pleasure in a page. */
const MAX_TEXT_BYTES = 2 * 1024 * 1024;
/** A drawing is drawn no larger than this. */
const MAX_EDGE_PIXELS = 4096;

export function App() {
  const [title, setTitle] = useState("");
  const [shown, setShown] = useState<Shown>();
  useEffect(() => {
    let made: string | undefined;
    void load(new URLSearchParams(location.search).get("id") ?? "").then((loaded) => {
      if ("url" in loaded.shown) made = loaded.shown.url;
      document.title = loaded.title;
      setTitle(loaded.title);
      setShown(loaded.shown);
    });
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, []);
  return (
    <main>
      <header>
        <h1>
          <bdi>{title}</bdi>
        </h1>
      </header>
      <div class="stage">{shown && <Stage shown={shown} title={title} />}</div>
    </main>
  );
}

function Stage({ shown, title }: { readonly shown: Shown; readonly title: string }) {
  switch (shown.kind) {
    case "image":
      return <img src={shown.url} alt={title} />;
    case "video":
      // biome-ignore lint/a11y/useMediaCaption: a received file brings its own captions or none
      return <video src={shown.url} controls />;
    case "audio":
      // biome-ignore lint/a11y/useMediaCaption: a received file brings its own captions or none
      return <audio src={shown.url} controls />;
    case "text":
      return <pre>{shown.text}</pre>;
    case "none":
      return <p>{shown.message}</p>;
  }
}

async function load(id: string): Promise<{ title: string; shown: Shown }> {
  const item = await findReceived(id);
  if (!item) return { title: "Pagewire", shown: { kind: "none", message: "This file was deleted." } };
  const title = shownName(item.name);
  const [kind] = item.mediaType.split("/");
  if (isVector(item.mediaType) && item.bytes <= MAX_VECTOR_BYTES) {
    const drawing = await receivedBlob(item, item.mediaType);
    const pixels = await pixelsOf(drawing, devicePixelRatio, MAX_EDGE_PIXELS);
    if (pixels) return { title, shown: { kind: "image", url: URL.createObjectURL(pixels) } };
  }
  if (isRaster(item.mediaType) || kind === "video" || kind === "audio") {
    const shownAs = kind === "video" || kind === "audio" ? kind : "image";
    return {
      title,
      shown: { kind: shownAs, url: URL.createObjectURL(await receivedBlob(item, item.mediaType)) },
    };
  }
  if (kind === "text" && item.bytes <= MAX_TEXT_BYTES) {
    return { title, shown: { kind: "text", text: await (await receivedBlob(item, "text/plain")).text() } };
  }
  return {
    title,
    shown: {
      kind: "none",
      message: `${shownSize(item.bytes)} of ${item.mediaType}: save it from the popup to use it.`,
    },
  };
}
