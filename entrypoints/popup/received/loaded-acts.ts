/** The acts that are loaded at their first press. */

export { saveReceived } from "../../../shared/extension/look/hand-over.ts";
export { thumbnailFor } from "../../../shared/extension/thumbnails/thumbnails.ts";
export { copyImage } from "./copy-image.ts";
export { deleteFiles } from "./delete-files.ts";
export { prepareDrag, startDrag } from "./drag-out.ts";
export { saveAll } from "./save-all.ts";
