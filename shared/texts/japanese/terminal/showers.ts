/** Japanese: whose files open by themselves, on the settings page. */

import type { SHOWERS as English } from "../../english/terminal/showers.ts";

export const SHOWERS = {
  "showers.nobody":
    "ファイルをすぐに表示しようとしたプログラムは、以後ここに並びます。オンにした場合だけ、そのファイルが自動で開きます。",
  "showers.own": "このパソコンのコマンドが表示するファイルをすぐに開く",
  "showers.of": "{name} が表示するファイルをすぐに開く",
  "showers.about":
    "ファイルが届くとすぐに、前面にタブが開きます。オフの場合は、ほかのファイルと同じくポップアップに表示されます。",
} as const satisfies Readonly<Record<keyof typeof English, string>>;
