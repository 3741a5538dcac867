import { defineCommand, ROOT_FLAG } from '../command.ts';

export const dev = defineCommand({
  name: 'dev',
  summary: 'dev',
  flags: { ...ROOT_FLAG },
  examples: ['opsbook dev'],
  run: () => Promise.resolve(3),
});
