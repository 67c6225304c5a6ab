/** What a click on a page permits. */

/** Whether the background may read that page's site by requests of its own: in Firefox only scripts in the page may. */
export const CLICK_OPENS_SITE = !import.meta.env.FIREFOX;
