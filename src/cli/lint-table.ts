import type { CommandTable } from './command.ts';

/**
 * The commands of the package `@opsbook/lint`, in which this file takes the place of command-table.ts
 * (scripts/compile/bundle-program.ts): what a check or a hook needs that has no use for a site. The whole opsbook has
 * them from here.
 */
export const COMMANDS = {
  lint: {
    summary: 'Say what is wrong in the book, and what fixes it',
    load: async () => (await import('./commands/lint.ts')).lint,
  },
  diff: {
    summary: 'Say what a change does to the runbooks: commands and their risk, params, alerts, findings',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  alerts: {
    summary: 'Say which alert has a runbook, write links into the rules, and draft what is missing',
    load: async () => (await import('./commands/alerts.ts')).alerts,
  },
  version: {
    summary: 'Say which opsbook this is',
    load: async () => (await import('./commands/version.ts')).version,
  },
} as const satisfies CommandTable;

/** What is said for a command that is not there. */
export const NOTE = 'This is the linter alone, @opsbook/lint; the package opsbook has every command.';
