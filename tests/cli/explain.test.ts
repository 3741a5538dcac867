import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { call } from './call.ts';

describe('opsbook explain', () => {
  it('says what an error means, in a folder without a book', async () => {
    expect(await call(tmpdir(), 'explain', 'curl: (6)')).toEqual({
      status: 0,
      out: 'curl: (6)  The host name could not be resolved. (curl)\n',
      said: '',
    });
  });

  it('names the source of each fact', async () => {
    const { out } = await call(tmpdir(), 'explain', 'SQLSTATE 53300', '--json');
    expect(JSON.parse(out)).toMatchObject([
      { software: 'PostgreSQL', source: expect.stringMatching(/^https:/) as string },
    ]);
  });

  it('says when nothing in it is well known', async () => {
    expect(await call(tmpdir(), 'explain', 'all is well')).toMatchObject({
      status: 0,
      out: 'No well-known error is in that.\n',
    });
  });

  it('asks for a text', async () => {
    expect((await call(tmpdir(), 'explain')).status).toBe(2);
  });
});
