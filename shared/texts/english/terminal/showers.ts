/** English: whose files open by themselves, on the settings page. */

export const SHOWERS = {
  "showers.nobody":
    "A program that asks to show you a file at once is listed here from then on. Its files open by themselves only where you switch that on.",
  "showers.own": "Open files at once that this computer’s commands show",
  "showers.of": "Open files at once that {name} shows",
  "showers.about":
    "A tab opens in front as soon as such a file is here. Else it stands in the popup, like every other.",
} as const;
