import { withQuotedLinesJoined } from '../../runbook/yaml/quoted-lines.ts';

/**
 * Runbooks show parts of files: three dots for what was left out, `<name>` for what a reader fills in, `{{ name }}`
 * for what a template fills in. Each is replaced by text of the same length that a parser can read.
 */

// Matches the start of `...`, `..`, `…`, `- ...`, `[...]`, `(...)`, `<...>`, without the blanks before it; the rest is captured.
const ELIDED_START = /^(?:- )?[[(<{]?\s*(?:\.{2,}|\u2026)([^]*)$/;
// Matches `[log_headers: <string> | default = ""]`, as references of settings are written.
const GRAMMAR_LINE = /^\[[^<>]*<[^<>]+>.*\]$/;

// Matches `# in config/prod.yaml:`, at the start of its line.
const FILE_LINE = /^#[ \t]*(?:(?:in|file|filename|path):?[ \t]+)?[`"']?[\w./{}<>-]+\.ya?ml[`"']?:?[ \t]*$/i;

// Match `{{ name }}`, `{{{ name }}}`, `<%= name %>`, `@name@`, `%NAME%`, and `[...]` and `{service-name}` before something, or the latter after it: a word in its place.
const STAND_INS = [
  // `{{ '{{.region}}' }}a`: what two templates fill in, one after the other.
  /\{\{[ \t]{0,9}['"`]\{\{[^{}\n]{0,200}\}\}['"`][ \t]{0,9}\}\}/g,
  /\{{2,3}[^{}\n]*\}{2,3}/g,
  /<%[^%\n]{1,200}%>/g,
  /@[A-Za-z][\w.-]{0,99}@/g,
  /%[A-Z][A-Z0-9_]{1,60}%/g,
  /\[(?:\.{3}|\u2026)\](?=[\w.-])/g,
  /\{[A-Za-z][\w-]{0,60}\}(?=[\w./-])|(?<=[\w./-])\{[A-Za-z][\w-]{0,60}\}/g,
];

/** YAML without marks that stand for something else. */
export function yamlExcerpt(text: string): string {
  const lines = withQuotedLinesJoined(withoutTemplateBlocks(withoutCallouts(text))).split('\n');
  return lines
    .map((line, index) => {
      // With something indented below it, it ends nothing.
      const endsDocument = /^\.\.\.\s*$/.test(line) && !/^[ \t]+[\w-]/.test(lines[index + 1] ?? '');
      const isElided = isElidedLine(line) && !endsDocument;
      // A comment that names the file below it: what follows is another file.
      if (FILE_LINE.test(line)) return `---${' '.repeat(line.length - 3)}`;
      if (isElided || isTemplateLine(line.trim()) || isScriptComment(line) || GRAMMAR_LINE.test(line.trim()))
        return commented(line);
      // `{% if last %}` between other things: nothing in its place.
      const plain = withoutDots(line, lines[index + 1] ?? '')
        .replace(/\{%[^%\n]{0,300}%\}/g, (part) => ' '.repeat(part.length))
        // `config: | ...`: what the text below it held is left out.
        .replace(/(?<=:[ \t]{1,9}[|>][-+]?[ \t]{1,9})(?:\.{3}|\u2026)[ \t]*$/, (part) =>
          ' '.repeat(part.length),
        );
      return STAND_INS.reduce((text, form) => text.replace(form, (part) => 'x'.repeat(part.length)), plain);
    })
    .join('\n');
}

// Matches the end of `replicas: 3 [4]`, `roles: ["a"] [1, 2]`, `name: x <3>`, `steps: [] (2)`.
const CALLOUT =
  /(?<![ \t])[ \t]{1,120}(?:\[(\d{1,2}(?:, ?\d{1,2}){0,9})\]|<(\d{1,2})>|\((\d{1,2})\))[ \t\r]{0,20}$/;

/** Without numbers, counted from 1 on, at the ends of lines: below the fence the page explains each. */
function withoutCallouts(text: string): string {
  const lines = text.split('\n');
  const numbers = lines.flatMap((line) => {
    const [, ofBrackets, ofAngles, ofRounds] = CALLOUT.exec(line) ?? [];
    return (ofBrackets ?? ofAngles ?? ofRounds ?? '').split(',').filter(Boolean).map(Number);
  });
  const isCounted = numbers.every((number, index) => number > (numbers[index - 1] ?? 0));
  if (numbers.length < 2 || numbers[0] !== 1 || !isCounted) return text;
  return lines.map((line) => line.replace(CALLOUT, (part) => ' '.repeat(part.length))).join('\n');
}

/** `helm: ...`, with lines that stand deeper below it: nothing in the place of the dots. */
function withoutDots(line: string, below: string): string {
  const dots = /^[ \t-]*[\w.-]{1,60}:[ \t]{1,9}(?=(?:\.{3}|\u2026)[ \t\r]{0,40}(?:#|$))/.exec(line)?.[0];
  if (dots === undefined || below.search(/\S/) <= line.search(/[^ \t-]/)) return line;
  return dots + line.slice(dots.length).replace(/[.\u2026]{1,3}/, (part) => ' '.repeat(part.length));
}

/** Without comments and definitions of Helm that take more than one line: from `{{/*` to `*\/}}`. */
function withoutTemplateBlocks(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', Math.max(done, at + 2))) {
    const end = text.indexOf('}}', at);
    if (end < 0) break;
    const block = text.slice(at, end + 2);
    if (!block.includes('\n') || !/^\{\{[-\s/]/.test(block)) continue;
    parts.push(text.slice(done, at), block.replace(/[^\r\n]/g, ' '));
    done = end + 2;
  }
  return parts.join('') + text.slice(done);
}

const CLOSES: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '<%': '%>' };

/** `{{- if .Values.sso }}`, `{% endif %}`, ERB's `<% end %>`, Hugo's `{{< tab >}}` and Terraform's `%{ if x }`, alone on their line or with a comment. */
function isTemplateLine(line: string): boolean {
  if (/^%\{[^{}]{1,200}\}$/.test(line)) return true;
  const close = CLOSES[line.slice(0, 2)];
  const end = close === undefined ? -1 : line.lastIndexOf(close);
  return end >= 0 && /^\s*(?:#|$)/.test(line.slice(end + 2));
}

/** `// what this is`: people write comments of JavaScript in YAML too, for other people to read. */
function isScriptComment(line: string): boolean {
  return /^[ \t]*\/\/(?:[ \t]|$)/.test(line);
}

// Matches `<- snipped ->`, `[truncated]`, `(output omitted)`.
const SNIPPED =
  /^[ \t]{0,99}[<([{-][<([{ -]{0,4}(?:\w{1,20} )?(?:snip|snipped|truncated|omitted|skipped|redacted)[ -]{0,3}[>)\]}-]{1,4}[ \t]{0,9}$/i;

// Matches `--8<-- "shared/base.yaml"`: MkDocs puts a file there.
const INCLUDED = /^[ \t]{0,99}-{1,9}8<-{1,9}(?:[ \t]{1,9}["'][^"'\n]{1,300}["'])?[ \t\r]{0,9}$/;

// Matches `. . .` and `..`.
const SPACED_DOTS = /^[ \t]{0,99}\.(?:[ \t]{0,3}\.){1,9}[ \t\r]{0,9}$/;

// Matches `...existing fields...,`.
const BETWEEN_DOTS = /^[ \t]{0,99}(?:\.{3}|\u2026)[A-Za-z][\w ,-]{0,80}(?:\.{3}|\u2026),?[ \t\r]*$/;

/** Whether it is `...`, or as `ELIDED_START` has it, with a comma after it, `more of the same`, a comment, or nothing. */
export function isElidedLine(line: string): boolean {
  if (SNIPPED.test(line) || INCLUDED.test(line) || SPACED_DOTS.test(line) || BETWEEN_DOTS.test(line))
    return true;
  const rest = ELIDED_START.exec(line.trimStart())?.[1];
  if (rest === undefined) return false;
  const after = rest.replace(/^(?:[\])>}]|<(?:snip|snipped|cut|omitted)>)/i, '');
  return after === '' || /^[\s#]/.test(after) || /^,\s*$/.test(after);
}

function commented(line: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  return `${indent}#${' '.repeat(Math.max(0, line.length - indent.length - 1))}`;
}

// Matches `...existing fields...,`.
const NAMED_DOTS = /^[ \t]{0,99}\.{3}[A-Za-z][\w ]{1,60}\.{3},?[ \t\r]{0,9}$/;
// Matches `<your_fields>`: members of an object that the reader has.
const NAMED_PLACE = /^[ \t]{0,99}<[A-Za-z][\w -]{1,60}>,?[ \t\r]{0,9}$/;
// Matches `// Trimmed items for readability.`, `/* rest omitted */`.
const SAYS_LEFT_OUT =
  /\b(?:trimmed|truncated|omitted|snipped|shortened|abbreviated|elided|left out|removed for)\b/i;

/** JSON whose elisions are blanks and whose placeholders are strings, and whether anything was left out of it. */
export function jsonExcerpt(text: string): { readonly text: string; readonly isPart: boolean } {
  let isPart = false;
  if (text.split('\n').some((line) => INCLUDED.test(line)))
    return { text: text.replace(/[^\r\n]/g, ' '), isPart: true };
  // Strings and comments first (also those without an end, else each would be read to the end again), so that nothing inside them is taken for a part of the text.
  const masked = text
    .split('\n')
    .map(withoutElidedWords)
    // `"'"$(base64 a)"'"`: what stands in single quotes of a shell goes out of them for a value.
    .map((line) => line.replace(/"'"\$[^"\n]{1,200}"'"/g, (part) => `"${'x'.repeat(part.length - 2)}"`))
    // A line of Jekyll's or Jinja's: `{% raw %}`.
    // Hugo's `{{< port value="80" >}}` in a string.
    .map((line) => line.replace(/\{\{[<%][^{}]{0,300}[%>]\}\}/g, (part) => part.replaceAll('"', "'")))
    .map((line) => (/^\s*(?:\{%[^%]*%\}|<%[^%=]*%>)\s*$/.test(line) ? ' '.repeat(line.length) : line))
    // `{{ if .Error }}`, alone on its line: what stands below may not be there.
    .map((line) => {
      if (!/^\s{0,99}\{\{-?[ \t]{0,9}(?:if|else|end|range|with)\b[^{}]{0,200}\}\}[ \t\r]{0,9}$/.test(line))
        return line;
      isPart = true;
      return ' '.repeat(line.length);
    })
    // `..`, `...existing fields...,` and `<your fields>`, alone on their line.
    .map((line) => {
      const isDots = SPACED_DOTS.test(line) && !line.includes('...');
      if (!isDots && !NAMED_DOTS.test(line) && !NAMED_PLACE.test(line)) return line;
      isPart = true;
      return ' '.repeat(line.length);
    })
    .join('\n')
    .replace(
      /"(?:\\.|[^"\\\n])*"?|\/\/[^\n]*|(?<=^|[\s,])#[^\n]*|\/\*[^*]*(?:\*(?:[^*/][^*]*)?)*\/?|(?:\[\s*(?:\.{2,}|\u2026)\s*\]|\(\s*(?:\.{3,}|\u2026)\s*\)|<\s*(?:\.{3,}|\u2026)\s*>|(?:\.{3,}|\u2026))(?:[ \t]{0,99},)?|\{{2,3}[^{}\n]*\}{2,3}|<%[^%\n]{1,200}%>|@[A-Za-z][\w.-]{0,99}@|%[A-Za-z]\w{1,60}%|\$\{?\w+\}?|\{[A-Za-z_][\w.-]{0,60}\}|<[^<>\n]+>/gm,
      (part, offset: number) => {
        if (part.startsWith('"')) {
          // `{ "... more of them ..." }`, `{ "a": 1, "..." }`
          const above = text.slice(0, offset).trimEnd().at(-1) ?? '';
          const below = text.slice(offset + part.length, offset + part.length + 100).trimStart();
          if (
            !/^"(?:\.{3}|\u2026)/.test(part) ||
            !(above === '{' || (above === ',' && below.startsWith('}')))
          )
            return part;
          // `{ "...": "..." }` is whole as it stands.
          if (below.startsWith(':')) return part;
          isPart = true;
          return ' '.repeat(part.length);
        }
        if (part.startsWith('#')) return ' '.repeat(part.length);
        if (part.startsWith('/')) {
          // `// ...` stands for more of the same, as three dots do.
          isPart ||= /^\/[/*]\s*(?:\.{3}|\u2026)/.test(part) || SAYS_LEFT_OUT.test(part);
          return part;
        }
        if (!/^[[(<]?\s{0,200}(?:\.{2}|\u2026)/.test(part))
          return `"${'x'.repeat(Math.max(0, part.length - 2))}"`;
        isPart = true;
        const before = text.slice(0, offset).trimEnd().at(-1);
        const rest = part.endsWith(',') && before === ':' ? ',' : '';
        if (part.startsWith('[') && before === ':')
          return `[${' '.repeat(part.lastIndexOf(']') - 1)}]${part.slice(part.lastIndexOf(']') + 1)}`;
        return `${before === ':' ? '0' : ' '}${' '.repeat(part.length - 1 - rest.length)}${rest}`;
      },
    );
  // Dots that stood first leave their comma behind.
  return { text: isPart ? masked.replace(/([[{][ \t\n]{0,99}),/g, '$1 ') : masked, isPart };
}

/** `... the same for the others` is `...`, where it holds nothing of JSON's own. */
function withoutElidedWords(line: string): string {
  if (!isElidedLine(line) || /["{}[\]]/.test(line)) return line;
  if (BETWEEN_DOTS.test(line))
    return line.replace(/[A-Za-z][\w ,-]{0,80}/, (part) => ' '.repeat(part.length));
  const end = line.search(/[.\u2026](?![.\u2026])/) + 1;
  if (!/[ \t]\S/.test(line.slice(end))) return line;
  return line.slice(0, end) + line.slice(end).replace(/[^,\s]/g, ' ');
}

/** A Dockerfile without lines that stand for others. */
export function dockerfileExcerpt(text: string): string {
  return (
    text
      .split('\n')
      .map((line) => (isElidedLine(line) ? commented(line) : line))
      // `FROM shop:{{ site.version }}` is filled in by a template.
      .map((line) => line.replace(/\{\{[^{}\n]{1,200}\}\}/g, (part) => 'x'.repeat(part.length)))
      // `FROM shop:{latest version}` asks for what belongs there.
      .map((line) => line.replace(/(?<!\$)\{[A-Za-z][\w .-]{0,60}\}/g, (part) => 'x'.repeat(part.length)))
      .map((line) =>
        /^\s*EXPOSE\s/i.test(line)
          ? line.replace(/<[A-Za-z][^<>]*>/g, (part) => '8'.padEnd(part.length, ' '))
          : line,
      )
      .join('\n')
  );
}
