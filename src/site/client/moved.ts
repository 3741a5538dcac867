import { withValues } from './with-values.ts';

/** On another address of a page: goes on to its own, with the values and the anchor of the link. */
const { moved, stay } = document.documentElement.dataset;
const wantsToStay = stay !== undefined && new URLSearchParams(location.search).has('stay');
if (moved !== undefined) location.replace(withValues(wantsToStay ? `${stay}?stay` : moved));
