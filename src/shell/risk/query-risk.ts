import { gradeMongoText } from './mongo-client.ts';
import { gradeRedisText } from './redis-client.ts';
import type { Grade } from './rows.ts';
import type { SqlGrader } from './sql-risk.ts';

/** What a query does to the server that it is sent to; undefined for a language that nothing here can grade. */
export function gradeQuery(
  gradedBy: string | undefined,
  text: string,
  gradeSql: SqlGrader,
): Grade | undefined {
  switch (gradedBy) {
    case 'sql':
      return gradeSql(text);
    case 'redis':
      return gradeRedisText(text);
    case 'mongodb':
      return gradeMongoText(text);
    case 'nothing-harmful':
      return 'read';
    default:
      return undefined;
  }
}
