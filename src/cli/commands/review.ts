import type { CommandGroup } from '../command.ts';

/** Everything about reviews; each command's file is read only when it is called. */
export const review: CommandGroup = {
  name: 'review',
  summary: 'Who owes which review, the worksheet of the quarter, and sign-offs with evidence',
  commands: {
    status: {
      summary: 'Show the state of every review, what is due first',
      load: async () => (await import('./review/status.ts')).status,
    },
    start: {
      summary: 'Write the worksheets of a quarter, or bring their facts up to date',
      load: async () => (await import('./review/start.ts')).start,
    },
    sign: {
      summary: 'Sign that runbooks were reviewed, with what the machine could check',
      load: async () => (await import('./review/sign.ts')).sign,
    },
    'after-incident': {
      summary: "Put what an incident asks of runbooks on their owners' worksheets",
      load: async () => (await import('./review/after-incident.ts')).afterIncident,
    },
  },
};
