/** The parts of the popup that are loaded after its first rows: the connection, the other tab, and what a press asks for. */

export { openConnection } from "../../shared/extension/connection/connection.ts";
export { placesBy } from "../../shared/extension/connection/places.ts";
export { clearEntries } from "./clear-entries.ts";
export { addFiles } from "./foot/add-files.ts";
export { DropPlace } from "./foot/DropPlace.tsx";
export { FootPrice } from "./foot/FootPrice.tsx";
export { Snackbar } from "./foot/Snackbar.tsx";
export { Standing } from "./head/Standing.tsx";
export { Empty } from "./list/Empty.tsx";
export { MenuHost } from "./menu/MenuHost.tsx";
export { ActivityStrip } from "./moving/ActivityStrip.tsx";
export { SentPanel } from "./sent/SentPanel.tsx";
