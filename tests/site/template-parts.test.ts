import { expect, it } from 'vitest';
import { templateParts } from '../../src/site/template-parts.ts';

it.each([
  ['no template', 'no template'],
  ['Pod {{ $labels.pod }} restarts', 'Pod <pod> restarts'],
  ['{{ index $labels "a.b" }}: {{ $value | humanize }}.', '<a.b>: <value>.'],
  ['{{ if gt $value 1.0 }}many{{- end}} {{ else }}few', 'many few'],
  ['never {{ closed', 'never {{ closed'],
  ['{{', '{{'],
])('%s is read as %s', (template, read) => {
  expect(
    templateParts(template)
      .map(({ text, isFilled }) => (isFilled ? `<${text}>` : text))
      .join(''),
  ).toBe(read);
});
