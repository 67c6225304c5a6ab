/** The system's dialog for files, and what a browser does to a popup that opens it. */

/** Whether a popup outlives it: Firefox closes it, with all that was chosen. */
export const POPUP_OUTLIVES_DIALOGS = !import.meta.env.FIREFOX;
