import { describe, expect, test } from 'vitest';
import { writeByTwo } from './two-writers.ts';
import { WRITERS } from './writers.ts';

describe('two processes that write one file', () => {
  test.each(WRITERS.map((writer) => [writer.name, writer] as const))(
    'lose nothing: %s',
    async (_, writer) => {
      const written = await writeByTwo(writer, { rounds: 4 });
      expect(written).toMatchObject({ lost: [], leftOver: [], errors: '' });
      expect(written.said).toBeGreaterThan(0);
    },
  );

  test.each(WRITERS.slice(0, 3).map((writer) => [writer.name, writer] as const))(
    'lose nothing while a third is killed: %s',
    async (_, writer) => {
      const written = await writeByTwo(writer, { rounds: 40, kills: [0, 3, 7, 12, 18, 25] });
      expect(written).toMatchObject({ lost: [], leftOver: [], errors: '' });
    },
  );
});
