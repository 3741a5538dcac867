/**
 * A path that a site may be published under, as `/runbooks`: no address, no query, and nothing that a link would
 * read otherwise.
 */
export const SITE_PATH = /^\/[^\s?#\\:"<>]*$/;
