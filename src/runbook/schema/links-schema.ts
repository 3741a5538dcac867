import * as z from 'zod';
import { duration, list, text } from './field-kinds.ts';

/** How links to other sites are looked at; only `opsbook lint --links` does. */
export const linksSchema = z.strictObject({
  allow: list
    .optional()
    .describe(
      'Hosts that may be asked although they are private: `grafana.corp.example`, `*.corp.example`, `10.1.2.3`, `localhost:3000`, `10.0.0.0/8`.',
    ),
  ignore: list.optional().describe('Addresses that are not asked; `*` stands for anything.'),
  headers: z
    .record(
      text,
      z.record(
        z.string().regex(/^[A-Za-z0-9-]+$/, 'the name of a header'),
        z
          .string()
          .regex(/^OPSBOOK_[A-Z0-9_]+$/, 'the name of an environment variable that starts with `OPSBOOK_`'),
      ),
    )
    .optional()
    .describe(
      'By host, headers and the environment variables that hold them: `Authorization: OPSBOOK_GRAFANA`.',
    ),
  timeout: duration.optional().describe('How long an answer may take (default: `10s`).'),
  delay: duration.optional().describe('The pause between two questions to one host (default: `100ms`).'),
  concurrency: z.int().min(1).max(64).optional().describe('How many hosts are asked at once (default: 8).'),
  cache: duration.optional().describe('How long a good answer is kept (default: `1d`).'),
});
