/** What the site's scripts fetch from their server, as an archive holds it: by address from the home page. */
export type HandedFiles = Readonly<Record<string, string>>;

declare global {
  /** Set by `assets/files.js` of an archive. */
  var opsbookFiles: HandedFiles | undefined;
}

let loading: Promise<HandedFiles> | undefined;

/** Loads them, once: they are large, and a page that is only read does not need them. */
export function loadFiles(base: string): Promise<HandedFiles> {
  return (loading ??= new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = `${base}assets/files.js`;
    script.addEventListener('load', () => done(globalThis.opsbookFiles ?? {}));
    script.addEventListener('error', () =>
      fail(new Error('The archive is incomplete: assets/files.js is missing.')),
    );
    document.head.append(script);
  }));
}

/** Answers as a server would that has these files. */
export function answerFrom(files: HandedFiles, address: string, base: string): Response {
  const path = address.startsWith(base) ? address.slice(base.length) : address;
  const text = files[path];
  return text === undefined ? new Response('', { status: 404 }) : new Response(text);
}
