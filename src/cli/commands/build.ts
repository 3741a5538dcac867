import { defineCommand, ROOT_FLAG } from '../command.ts';

export const build = defineCommand({
  name: 'build',
  summary: 'build',
  flags: { ...ROOT_FLAG },
  examples: ['opsbook build'],
  run: () => Promise.resolve(3),
});
