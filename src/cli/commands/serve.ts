import { defineCommand, ROOT_FLAG } from '../command.ts';

export const serve = defineCommand({
  name: 'serve',
  summary: 'serve',
  flags: { ...ROOT_FLAG },
  examples: ['opsbook serve'],
  run: () => Promise.resolve(3),
});
