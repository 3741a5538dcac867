import type { CommandGroup } from '../command.ts';

/** Everything about alert rules; each command's file is read only when it is called. */
export const alerts: CommandGroup = {
  name: 'alerts',
  commands: {
    check: {
      summary: 'Compare rules and runbooks, and show which alert has a runbook',
      load: async () => (await import('./alerts/check.ts')).check,
    },
    annotate: {
      summary: 'Write links to runbooks into the rule files, with the labels that the runbooks ask for',
      load: async () => (await import('./alerts/annotate.ts')).annotate,
    },
    stub: {
      summary:
        'Begin a runbook from an alert rule: what the rule says, and headings for what only people know',
      load: async () => (await import('./alerts/stub.ts')).stub,
    },
    test: {
      summary: 'Follow the link of every alert, with labels as it would carry them: page, heading and values',
      load: async () => (await import('./alerts/test.ts')).test,
    },
  },
};
