import type { CommandTable } from './command.ts';
import { COMMANDS as CHECKS } from './lint-table.ts';

/** Every command, in the order `--help` lists them. Add yours here: its file is read only when it is called. */
export const COMMANDS: CommandTable = {
  dev: {
    summary: 'Preview the site, and reload it as you write',
    load: async () => (await import('./commands/dev.ts')).dev,
  },
  build: {
    summary: 'Lint the book, then build the site',
    load: async () => (await import('./commands/build.ts')).build,
  },
  serve: {
    summary: 'Serve the site that was built',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  lint: CHECKS.lint,
  diff: CHECKS.diff,
  import: {
    summary: 'Make runbooks of a folder of Markdown, and say what was guessed',
    load: async () => (await import('./commands/import.ts')).importBook,
  },
  find: {
    summary: 'Find the runbook for a symptom, an alert or a log line',
    load: async () => (await import('./commands/find.ts')).find,
  },
  explain: {
    summary: 'Say what a well-known error text or code means',
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  show: {
    summary: 'Show a runbook in the terminal, values in place',
    load: async () => (await import('./commands/show.ts')).show,
  },
  alerts: CHECKS.alerts,
  run: {
    summary: 'Go through a runbook step by step, and run what you say',
    load: async () => (await import('./commands/run.ts')).run,
  },
  verify: {
    summary: 'Run the snippets marked `verify`, and compare what they print',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  export: {
    summary: 'Write the book for other programs: JSON, plain Markdown, alerts and their runbooks',
    load: async () => (await import('./commands/export.ts')).exportBook,
  },
  mcp: {
    summary: 'Serve the book to AI agents over MCP, for reading only',
    load: async () => (await import('./commands/mcp.ts')).mcp,
  },
  new: {
    summary: 'Begin a runbook, an incident note, a postmortem or a handoff',
    load: async () => (await import('./commands/new.ts')).create,
  },
  init: {
    summary: 'Begin a book: settings, a team, a service, a runbook to change, templates',
    load: async () => (await import('./commands/init.ts')).init,
  },
  review: {
    summary: 'Say who owes which review, write the worksheets of a quarter, and sign with evidence',
    load: async () => (await import('./commands/review.ts')).review,
  },
  learn: {
    summary: "Read a tool's --help and declare the tool in opsbook.yaml, so that lint can judge it",
    load: async () => (await import('./commands/learn.ts')).learn,
  },
  completion: {
    summary: 'Print what a shell needs to complete commands and flags',
    load: async () => (await import('./commands/completion.ts')).completionOf(COMMANDS),
  },
  version: CHECKS.version,
};

/** What is said for a command that is not there: nothing, since this is all of opsbook. */
export const NOTE: string = '';
