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
    sign: {
      summary: 'Sign that runbooks were reviewed, with what the machine could check',
      load: async () => (await import('./review/sign.ts')).sign,
    },
  },
};
