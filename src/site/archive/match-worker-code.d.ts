/** The compiled `client/match-worker.ts`, as text: `npm run compile` puts it in. */
declare module 'opsbook:match-worker' {
  export const workerCode: string;
}
