import { findLanguage, listLanguageNames } from '../../runbook/languages.ts';
import { findNearest, isOneSlip } from '../../runbook/words/nearest.ts';
import { isKnownProgram } from '../../shell/programs.ts';
import { isForeign } from '../foreign.ts';
import type { Rule } from '../rule.ts';

export const fenceLanguageKnown: Rule = {
  id: 'fence-language-known',
  summary: 'Call fences by languages that exist',
  level: 'warning',
  check({ page, book, facts }, report) {
    const isOther = isForeign(page, book);
    const said = new Set<string>();
    for (const { language, attributes, range, code } of page.snippets) {
      if (language === '' || attributes['ignore'] === 'true') continue;
      if (said.has(language) || findLanguage(language)) continue;
      said.add(language);
      // `yaml:values.yaml`: elsewhere what stands behind the language is a file's name, or an option.
      if (isOther && findLanguage(withoutTail(language))) continue;
      // A fence that calls itself `curl`, and begins with it.
      const isCommand = code.trim().split(/\s/, 1)[0] === language && isKnownProgram(language, facts.tools);
      const near = isCommand ? 'bash' : findNearest(withoutTail(language), candidates);
      const nearest = near === undefined || isCommand || beginsLike(language, near) ? near : undefined;
      // Another system may colour what this one does not: there, only a slip of the finger is said.
      const isSlip = nearest !== undefined && isOneSlip(withoutTail(language).toLowerCase(), nearest);
      if (isOther && !isSlip && !isCommand) continue;
      const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
      report(
        `Change the language \`${shown(language)}\`: no language has that name, so nothing judges, colours or runs this; \`text\` is for plain text.${hint}`,
        range,
      );
    }
  },
};

/** A short name is near every other short one: `r`, `v`, `hs`; so is `conf`, to `conn` and `cont`. */
const candidates = listLanguageNames().filter(
  (name) =>
    name !== 'conf' &&
    (name.length > 3 || findLanguage(name)?.kind !== 'other' || findLanguage(name)?.parsedBy),
);

/** `saml` is no slip for `yaml`: the first letter of a name is seldom a wrong one. */
function beginsLike(language: string, near: string): boolean {
  const word = withoutTail(language).toLowerCase();
  return word.slice(0, 2).includes(near.charAt(0)) || near.slice(0, 2).includes(word.charAt(0));
}

/** `bash,no_run` and `python:main.py`, as other tools write them, begin with the language. */
function withoutTail(language: string): string {
  return /^\.?([\w+#-]+)[,:;=]/.exec(language)?.[1] ?? language;
}

function shown(language: string): string {
  const word = language.replaceAll('`', "'");
  return word.length > 40 ? `${word.slice(0, 39)}…` : word;
}
