/** A film or a sound, with the browser's own controls. */

import { useObjectUrl } from "./object-url.ts";
import type { Size } from "./zoom.ts";

export interface PlayerProps {
  readonly kind: "video" | "sound";
  readonly bytes: Blob;
  readonly name: string;
  readonly onSize: (size: Size) => void;
  /** The browser can't play it. */
  readonly onError: () => void;
}

export function Player({ kind, bytes, name, onSize, onError }: PlayerProps) {
  const url = useObjectUrl(bytes);
  if (!url) return null;
  if (kind === "sound") {
    // biome-ignore lint/a11y/useMediaCaption: a received file brings its own captions or none
    return <audio src={url} controls aria-label={name} onError={onError} />;
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: a received file brings its own captions or none
    <video
      src={url}
      controls
      playsInline
      aria-label={name}
      onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => {
        if (videoWidth > 0) onSize({ width: videoWidth, height: videoHeight });
      }}
      onError={onError}
    />
  );
}
