import { describe, expect, it } from 'vitest';
import { bookInMemory } from '../book-in-memory.ts';

describe('language:', () => {
  it('is English where nothing is said', async () => {
    const { settings } = await bookInMemory({ 'opsbook.yaml': 'site: { title: A }\n' });
    expect(settings.language).toBe('en');
  });

  it.each(['de', 'pt-BR', 'zh-Hant-TW'])('may be %s', async (language) => {
    const { settings, faults } = await bookInMemory({ 'opsbook.yaml': `language: ${language}\n` });
    expect([settings.language, faults]).toEqual([language, []]);
  });

  it.each(['German', 'de_DE', '"><script>'])('is a finding as %s', async (language) => {
    const { settings, faults } = await bookInMemory({
      'opsbook.yaml': `language: ${JSON.stringify(language)}\n`,
    });
    expect(settings.language).toBe('en');
    expect(faults.map(({ fault }) => fault.message).join()).toContain('a language tag like `de` or `pt-BR`');
  });
});
