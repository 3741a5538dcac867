/** A program that makes rule files of templates, and what its templates look like. Nothing of them is ever run. */
export interface TemplateEngine {
  /** As in "Render this … first". */
  readonly what: string;
  /** How it is rendered, as a subordinate clause. */
  readonly how: string;
  /** What tells such a template: where its first sign stands. */
  readonly sign: RegExp;
  /** Its actions, as far as a thousand characters reach. */
  readonly action: RegExp;
  /** Those of them that write nothing: conditions, loops, comments. */
  readonly control: RegExp;
  /** Those that write a text as it is, which is one of the groups. */
  readonly literal: RegExp;
}

const NEVER = /(?!)/;
const HELM_LITERAL = /^\{\{-?\s*(?:`([^`]*)`|"((?:\\.|[^"\\])*)")\s*-?\}\}$/;

export const HELM: TemplateEngine = {
  what: 'Helm template',
  how: 'as in `helm template . > rules.yaml`',
  // What only a chart has: `{{ index $.Values "x" }}`, `{{- include "name" . }}`; not `{{ $labels.pod }}`, an alert's own.
  sign: /\{\{[^{}\n]{0,300}\.(?:Values|Release|Chart|Capabilities|Files)\b|\{\{-?\s{0,99}\(?(?:include|tpl|toYaml)\s|\{\{\s*`|\{\{\s*"\{\{/,
  // A comment, or an action with its quoted texts.
  action:
    /\{\{-?\s{0,99}\/\*[^]{0,1000}?\*\/\s{0,99}-?\}\}|\{\{(?:`[^`]*`|"(?:\\.|[^"\\\n])*"|[^}`"{]|\{(?!\{)|\}(?!\})){0,1000}?\}\}/g,
  // `{{- if … }}`, `{{ end }}`, `{{ $x := … }}`, a comment.
  control:
    /^\{\{-?\s*(?:(?:if|else|end|with|range|define|block|break|continue)\b|\$[\w.]*(?:\s*,\s*\$\w+)?\s*:?=|\/\*)/,
  // `` {{`{{`}} ``, `{{ "{{" }}`.
  literal: HELM_LITERAL,
};

const JINJA: TemplateEngine = {
  what: 'Jinja template',
  how: 'as Ansible and Salt do',
  // A line that begins with a block or a comment, `{{ '{{' }}`, or a value in the expression itself.
  sign: /^[ \t]*\{%-?\s*(?:if|for|set|macro|include|import|from|block|filter|with|call)\b|\{\{-?\s*'\{\{|^[ \t-]{0,99}(?:expr|for):[^\n#]{0,500}\{\{-?\s*[A-Za-z_]/m,
  // What `raw` holds stays as it is.
  action:
    /\{%-?\s*(?:end)?raw\s*-?%\}|\{%(?!-?\s*(?:end)?raw\b)[^]{0,1000}?%\}|\{#[^]{0,1000}?#\}|\{\{(?:'[^'\n]{0,200}'|"[^"\n]{0,200}"|[^{}'"]){0,1000}?\}\}/g,
  control: /^\{[%#]/,
  literal: /^\{\{-?\s*(?:'([^']*)'|"([^"]*)")\s*-?\}\}$/,
};

/** The first whose sign is in a file is its engine. `{{ … }}` alone tells none: alerts have templates of their own. */
export const ENGINES: readonly TemplateEngine[] = [
  HELM,
  {
    what: 'ERB template',
    how: 'as BOSH, Chef and Puppet do',
    sign: /<%[-=#]?\s/,
    action: /<%[^]{0,1000}?%>/g,
    control: /^<%(?!=)/,
    literal: NEVER,
  },
  JINJA,
  {
    what: 'template of Terraform',
    how: 'as its function `templatefile` does',
    sign: /^[ \t]*%\{~?\s*(?:if|for)\s/m,
    action: /[$%]\{[^{}\n]{0,500}\}/g,
    control: /^%/,
    literal: NEVER,
  },
  {
    what: 'template',
    how: 'with the program that fills its `[[ … ]]`',
    sign: /\[\[-?\s*(?:[.$]\w|if\b|range\b|key\b|with\b)/,
    action: /\[\[[^[\]\n]{0,500}\]\]/g,
    control: /^\[\[-?\s*(?:if|else|end|with|range|define)\b/,
    literal: NEVER,
  },
  {
    what: 'template of ytt',
    how: 'as in `ytt -f . > rules.yaml`',
    sign: /^#@|:[ \t]+#@[ \t]/m,
    action: NEVER,
    control: NEVER,
    literal: NEVER,
  },
  {
    what: 'template',
    how: 'with the program that fills its `@NAMES@`',
    sign: /:[ \t]+@[A-Z][A-Z0-9_]{0,99}@[ \t]*$/m,
    action: /@[A-Z][A-Z0-9_]{0,99}@/g,
    control: NEVER,
    literal: NEVER,
  },
];

/** What is no template itself: the values of a chart, the variables of a role. Another program makes rule files of it. */
const SETTINGS: TemplateEngine = {
  what: 'file of settings',
  how: 'with the program that makes rule files of it',
  sign: NEVER,
  action: NEVER,
  control: NEVER,
  literal: NEVER,
};

/** How settings with rules in them are read: these are plain, but for what Jinja is told to leave alone. */
export function engineOfSettings(text: string): TemplateEngine {
  return /\{%-?\s*raw\b/.test(text) ? JINJA : SETTINGS;
}

/** What is asked of whoever names a template that cannot be read. */
export function renderFirst({ what, how }: TemplateEngine, why: string): string {
  return `Render this ${what} first, ${how}, and name the result in \`alerts.rules\`: ${why}.`;
}

/** Parts of a text that some program fills in before Prometheus reads it: `${CLUSTER}`, `@THRESHOLD@`. */
const FILLED = /\$\{[A-Za-z_][\w.:-]{0,99}\}|@[A-Z][A-Z0-9_]{0,99}@/;

/** Whether a text is not yet what Prometheus will read. */
export function isFilledLater(text: string): boolean {
  return FILLED.test(text);
}
