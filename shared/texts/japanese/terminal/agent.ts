/** Japanese: what `pagewire mcp` says to an agent. */

import type { AGENT as English } from "../../english/terminal/agent.ts";

export const AGENT = {
  "agent.argument-wrong": "引数「{field}」が正しくありません。必要な値: {expected}。",
  "agent.too-large":
    "{name} は {megabytes} MB で、ここで読み取れる {most} MB を超えています。代わりにパスを開いてください。",
  "agent.not-decoded": "{name} を画像として読み取れません: {reason}。",
  "agent.too-many-pixels":
    "{name} は {width} × {height} ピクセルと宣言しており、ここで読み取れる大きさを超えています。別のプログラムで確認してください。",
  "agent.crop-outside": "切り抜き範囲が画像（{width} × {height} ピクセル）の外にあります。",
  "agent.no-image": "{name} は画像ではありません（{type}）。画像は list_images で確認できます。",
  "agent.no-image-yet":
    "画像はまだ届いていません。送ってもらうよう頼んでから wait_for_image を呼び出してください。",
  "agent.wait-over":
    "{seconds} 秒以内に画像が届きませんでした。送ってもらうよう頼んでから、もう一度待機してください。",
  "agent.cancelled": "呼び出しはキャンセルされました。",
  "agent.one-of-three": "path、text、svg のうち 1 つだけを指定してください。",
  "agent.not-allowed":
    "{file} の読み取りは許可されていません。`npx pagewire mcp` の起動時に --allow {folder} でフォルダを許可できます。",
  "agent.cursor-wrong": "このカーソルはここの一覧のものではありません。",
  "agent.no-resource": "{uri} はここのリソースではありません。pagewire://inbox/ID の形で指定してください。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
