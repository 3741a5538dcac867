/** The part of a migration that leads on, line by line: without comments, and without what undoes it. */
export function forwardPart(text: string): string {
  let isBack = false;
  return text
    .split(/\r?\n/)
    .map((line) => {
      const way = line.length > 200 ? undefined : DIRECTION.exec(line)?.[1];
      if (way !== undefined) isBack = !/^up/i.test(way);
      return isBack || line.trimStart().startsWith('--') ? '' : line;
    })
    .join('\n');
}

// `-- +goose Down`, `-- migrate:down`, `-- +migrate Up`, `-- Down Migration`.
const DIRECTION = /^ *-- ?(?:\+goose |\+migrate |migrate:)?(up|down)(?: migration)?(?: transaction:\w+)? *$/i;
