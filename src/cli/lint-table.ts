import type { CommandTable } from './command.ts';

/**
 * The commands of the package `@opsbook/lint`, in which this file takes the place of command-table.ts
 * (scripts/compile/bundle-program.ts): what a check or a hook needs that has no use for a site.
 */
export const COMMANDS: CommandTable = {
  lint: {
    summary: 'Say what is wrong in the book, and what fixes it',
    load: async () => (await import('./commands/lint.ts')).lint,
  },
  diff: {
    summary: 'Say what a change does to the runbooks: commands and their risk, params, alerts, findings',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  alerts: {
    summary:
      'Alert rules and their runbooks: which alert has one, links in the rules, drafts of what is missing',
    load: async () => (await import('./commands/alerts.ts')).alerts,
  },
  version: {
    summary: 'Say which opsbook this is',
    load: async () => (await import('./commands/version.ts')).version,
  },
};

/** Said where somebody asks for a command that is not there. */
export const NOTE = 'This is the linter alone, @opsbook/lint; the package opsbook has every command.';
