import { languageRule } from '../language-rule.ts';

export const cronParses = languageRule({
  id: 'cron-parses',
  summary: 'Write crontab lines that cron can read',
  level: 'error',
  language: 'cron',
  called: 'crontab',
});
