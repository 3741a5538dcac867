import type { CommandGroup } from '../command.ts';

/** Everything about alert rules; each command's file is read only when it is called. */
export const alerts: CommandGroup = {
  name: 'alerts',
  summary:
    'Alert rules and their runbooks: which alert has one, links in the rules, drafts of what is missing',
  commands: {
    check: {
      summary: 'Hold rules and runbooks against each other, and show which alert has a runbook',
      load: async () => (await import('./alerts/check.ts')).check,
    },
    annotate: {
      summary: 'Write links to runbooks into the rule files',
      load: async () => (await import('./alerts/annotate.ts')).annotate,
    },
    stub: {
      summary: 'Begin a runbook from an alert rule',
      load: async () => (await import('./alerts/stub.ts')).stub,
    },
    test: {
      summary: 'Follow the link of every alert, with labels as it would carry them',
      load: async () => (await import('./alerts/test.ts')).test,
    },
  },
};
