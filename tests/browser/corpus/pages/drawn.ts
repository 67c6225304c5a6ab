/** Pictures that are drawn: canvases, and the frames and posters of videos. */
import { htmlPage, imageReply } from "../../../support/test-site.ts";
import { img, ON_IMAGE, ON_LINK, ORIGINAL, onePicture } from "../one-picture.ts";
import type { Expected, Lot, Opened, PageCase } from "../page-case.ts";
import { videoClip } from "../picture-kinds.ts";

const SIZE = 'width="160" height="120"';
const CANVAS = `<canvas id="x" ${SIZE}></canvas>`;
const ON_VIDEO = { click: "#x", by: "video", permission: "all" } as const;
/**
 * Chrome's menu of a canvas takes only items of the context "all" (tried with an item for each context): such an item
 * would stand on selections and frames too, where the contract wants none. So no item is right, and an item must do it.
 */
const ON_CANVAS = { click: "#x", by: "canvas", permission: "all" } as const;

/** Draws a picture into the canvas once it has come. */
const drawScript = (src: string, context = "2d"): string => `<script>
    const picture = new Image();
    picture.onload = () => {
      document.querySelector("#x").getContext("${context}").drawImage(picture, 0, 0);
      document.body.className = "drawn";
    };
    picture.src = "${src}";
  </script>`;
const DRAWN = 'document.body.className === "drawn"';

/** What a canvas gives: its pixels are exact, the file is made anew. */
const ANEW: Expected = {
  label: ["re-encoded"],
  how: ["drawn", "page-copy"],
  type: "image/png",
  size: [160, 120],
  alike: true,
};
const CUT: Expected = { label: ["screenshot"], how: ["cut"], size: [160, 120], alike: true };

/** A page with a video, and its poster where it has one. */
function video(markup: (clip: string, poster: string) => string, shown: "clip" | "poster") {
  return async (lot: Lot): Promise<Opened> => {
    const [clip, poster] = [await videoClip(lot.host), await lot.picture()];
    lot.serve("/v.webm", { ...imageReply(clip), headers: { "content-type": "video/webm" } });
    lot.serve("/poster.png", imageReply(poster));
    return {
      url: lot.page(markup("/v.webm", "/poster.png")),
      shown: () => (shown === "clip" ? clip : poster),
    };
  };
}

export const DRAWN_PICTURES: readonly PageCase[] = [
  {
    ...ON_CANVAS,
    no: "15a",
    title: "a canvas",
    open: onePicture((src) => CANVAS + drawScript(src)),
    ready: DRAWN,
    expect: { oneOf: [ANEW, { noItem: true }] },
  },
  {
    ...ON_LINK,
    no: "15b",
    title: "a canvas inside a link: the picture, never the link's page",
    open: onePicture((src) => `<a href="/view.html">${CANVAS}</a>${drawScript(src)}`, {
      also: (lot) => lot.serve("/view.html", htmlPage("a view")),
    }),
    ready: DRAWN,
    expect: ANEW,
  },
  {
    ...ON_CANVAS,
    no: "15c",
    title: "a canvas that another site's picture taints: cut out of the screen",
    open: onePicture((src) => CANVAS + drawScript(src), { far: true }),
    ready: DRAWN,
    expect: { oneOf: [CUT, { noItem: true }] },
  },
  {
    ...ON_VIDEO,
    no: "12c",
    title: "a video with its poster: the contract says that a video's menu sends the video",
    open: video(
      (clip, poster) => `<video id="x" ${SIZE} preload="none" poster="${poster}" src="${clip}"></video>`,
      "clip",
    ),
    // The page has not loaded it: it must be asked for.
    expect: { original: true, how: ["page-request", "request"], type: "video/webm" },
  },
  {
    ...ON_VIDEO,
    no: "V1",
    title: "a playing video: the contract says that a video's menu sends the video",
    open: video((clip) => `<video id="x" ${SIZE} autoplay loop muted src="${clip}"></video>`, "clip"),
    ready: 'document.querySelector("video").currentTime > 0',
    expect: {
      original: true,
      how: ["page-copy", "page-request", "request"],
      type: "video/webm",
    },
  },
  {
    ...ON_VIDEO,
    no: "12e",
    title: "a video of a MediaSource with its poster: it can't be sent, but what shows can",
    open: video(
      (_, poster) => `<video id="x" ${SIZE} poster="${poster}"></video><script>
        document.querySelector("#x").src = URL.createObjectURL(new MediaSource());
      </script>`,
      "poster",
    ),
    expect: {
      oneOf: [ORIGINAL, { label: ["re-encoded", "screenshot"] }, { sentence: /video|stream|MediaSource/i }],
    },
  },
  {
    ...ON_VIDEO,
    no: "V2",
    title: "a frame of a stream that no address gives again: drawn or cut, and it says so",
    open: (lot) => ({
      url: lot.page(`<canvas id="c" ${SIZE}></canvas><video id="x" ${SIZE} autoplay muted></video><script>
        const canvas = document.querySelector("#c");
        const paint = () => {
          canvas.getContext("2d").fillStyle = "teal";
          canvas.getContext("2d").fillRect(0, 0, 160, 120);
          requestAnimationFrame(paint);
        };
        paint();
        document.querySelector("#x").srcObject = canvas.captureStream(10);
      </script>`),
    }),
    ready: 'document.querySelector("video").currentTime > 0',
    expect: { label: ["re-encoded", "screenshot"], how: ["drawn", "cut"], size: [160, 120] },
  },
  {
    ...ON_IMAGE,
    no: "V3",
    title: "a picture that a page shows as a bitmap of its canvas, named blob:",
    open: onePicture(
      (src) => `${img("")}<canvas id="c" ${SIZE}></canvas><script>
        const picture = new Image();
        picture.onload = () => {
          const canvas = document.querySelector("#c");
          canvas.getContext("2d").drawImage(picture, 0, 0);
          canvas.toBlob((b) => { document.querySelector("#x").src = URL.createObjectURL(b); });
        };
        picture.src = "${src}";
      </script>`,
    ),
    // The page's own encoder made its bytes: they are what they are.
    expect: { label: ["original"], how: ["page-copy", "page-capture"], alike: true },
  },
];
