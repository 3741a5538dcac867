import type { CommandGroup } from '../command.ts';

/** Everything about reviews; each command's file is read only when it is called. */
export const review: CommandGroup = {
  name: 'review',
  commands: {
    status: {
      summary: 'Show the state of every review by owner, what is due first, with the reasons',
      load: async () => (await import('./review/status.ts')).status,
    },
    start: {
      summary: 'Write the worksheets of a quarter, one for each owner, or bring their facts up to date',
      load: async () => (await import('./review/start.ts')).start,
    },
    sign: {
      summary: 'Sign that runbooks were reviewed, with what the machine could check',
      load: async () => (await import('./review/sign.ts')).sign,
    },
    'from-pull-request': {
      summary: 'Sign the runbooks of an approved pull request, by who approved it',
      load: async () => (await import('./review/from-pull-request.ts')).fromPullRequest,
    },
    'after-incident': {
      summary: "Put what an incident asks of runbooks on their owners' worksheets",
      load: async () => (await import('./review/after-incident.ts')).afterIncident,
    },
    remind: {
      summary: 'Print what to send to whom; nothing is sent',
      load: async () => (await import('./review/remind.ts')).remind,
    },
    ics: {
      summary: 'Print a calendar of the days on which reviews are due',
      load: async () => (await import('./review/ics.ts')).ics,
    },
    feed: {
      summary: 'Print an Atom feed of reviews that are due or due soon',
      load: async () => (await import('./review/feed.ts')).feed,
    },
    tag: {
      summary:
        'Print the next tag of the book and its message, with the runbooks that changed; nothing is tagged',
      load: async () => (await import('./review/tag.ts')).tag,
    },
  },
};
