/** The form of what the page and the run service say to each other: a page of another one is told to be built anew. */
export const RUN_PROTOCOL = 1;

/** The folder of the run service, below the path that the site is published under. */
export const RUN_FOLDER = 'opsbook-run/';

/** The header that carries the token: a request with it is none that a foreign page can send. */
export const RUN_HEADER = 'x-opsbook-run';

/** How the printed address carries the token, in its fragment, which no browser sends anywhere. */
export const RUN_FRAGMENT = 'run=';
