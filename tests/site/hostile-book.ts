import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFiles } from './write-files.ts';

/** Stands in every file outside the book: no page may hold it. */
export const SECRET = 'the-secret-outside-the-book';

/** What every program in the book would do: set this property of the page, or write a file of this name. */
export const DEED = 'deedOfAHostileBook';

const HARM = `globalThis.${DEED}=1`;

const MDX = {
  expression: `{${HARM}}\n\nText with {process.env.HOME} in it.`,
  attribute: `<Note title={${HARM}}>Text</Note>\n\n<Warning {...${DEED}()}>Text</Warning>`,
  esm: `import fs from 'node:fs'\n\nexport const x = fs.writeFileSync('${DEED}', 'x')\n\nText.`,
  component: `<Script src="https://elsewhere.invalid/x.js" />\n\n<script>${HARM}</script>\n\n<iframe src="https://elsewhere.invalid/" />\n\n<constructor>Text</constructor>`,
  links: [
    `[a](javascript:${HARM})`,
    `[b](JaVaScRiPt:${HARM})`,
    `[c](java&#x73;cript:${HARM})`,
    `[d](<data:text/html,<script>${HARM}</script>>)`,
    '[e](vbscript:x)',
    '[f](file:///etc/passwd)',
    '[g][ref]',
    '![h](https://elsewhere.invalid/pixel.png)',
    '![i](../../../outside/picture.svg)',
    '![j](/etc/passwd)',
    '![k](../pictures/linked.svg)',
    '![own](../pictures/own.svg) and [own](../pictures/own.svg)',
    '[page](../pictures/page.html) and [script](../pictures/script.js)',
    `<a href="javascript:${HARM}">l</a>`,
    `<img src="https://elsewhere.invalid/pixel.png" onerror="${HARM}" alt="m" />`,
    '',
    `[ref]: javascript:${HARM}`,
  ].join('\n\n'),
  alert: `<AlertFacts alert="&lt;img src=x onerror=${HARM}&gt;" />\n\n<HealthChecks service="shop" />\n\n<ServiceTable system="shop" />`,
} as const;

const HTML = [
  `<script>${HARM}</script>`,
  `<img src="x" onerror="${HARM}">`,
  '<img src="https://elsewhere.invalid/pixel.png">',
  `<svg onload="${HARM}"><script>${HARM}</script></svg>`,
  `<iframe srcdoc="<script>parent.${DEED}=1</script>"></iframe>`,
  '<style>body { display: none }</style>',
  '<link rel="stylesheet" href="https://elsewhere.invalid/x.css">',
  '<base href="https://elsewhere.invalid/">',
  '<meta http-equiv="refresh" content="0;url=https://elsewhere.invalid/">',
  `<details open ontoggle="${HARM}"><summary onclick="${HARM}" style="position:fixed">x</summary></details>`,
  `<a href="javascript:${HARM}" target="_blank">x</a>`,
  `<a href="jav&#x0A;ascript:${HARM}">x</a>`,
  '<form action="https://elsewhere.invalid/"><input name="password" autofocus></form>',
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${HARM}&gt;">`,
  `<noscript><p title="</noscript><img src=x onerror=${HARM}>">`,
  `<p data-own="x" id="site:content" class="card">x</p>`,
  `<object data="https://elsewhere.invalid/"></object><embed src="https://elsewhere.invalid/">`,
  `<template><img src=x onerror="${HARM}"></template>`,
  `<video src="https://elsewhere.invalid/v.mp4" autoplay></video>`,
];

/**
 * Writes a book that tries to run, to reach out of its folder, and to reach other servers.
 * @returns its root; what is beside the root is outside the book
 */
export async function writeHostileBook(folder: string): Promise<string> {
  const root = join(folder, 'book');
  const outside = join(folder, 'outside');
  await writeFiles(outside, {
    'secret.md': `# ${SECRET}\n\n${SECRET}\n`,
    'picture.svg': `<svg xmlns="http://www.w3.org/2000/svg"><title>${SECRET}</title></svg>`,
    'team.yaml': `${SECRET}:\n  name: ${SECRET}\n`,
    'rules.yaml': `groups: [{ name: x, rules: [{ alert: ${SECRET}, expr: up }] }]\n`,
  });
  await writeFiles(root, {
    'opsbook.yaml': settings(),
    'content/teams.yaml': `shop:\n  name: "<img src=x onerror=${HARM}>"\n  contact: ["javascript:${HARM}"]\n`,
    'content/severities.yaml': `sev1: { title: "<b onclick=${HARM}>", meaning: "</p><script>${HARM}</script>" }\n`,
    'content/services/shop.yaml': service(),
    'content/alerts/shop.rules.yaml': rules(),
    'content/guides/html.md': page('HTML', HTML.join('\n\n')),
    'content/pictures/own.svg': `<svg xmlns="http://www.w3.org/2000/svg" onload="${HARM}"><script>${HARM}</script></svg>`,
    'content/pictures/page.html': `<script>${HARM}</script>`,
    'content/pictures/script.js': HARM,
    ...Object.fromEntries(
      Object.entries(MDX).map(([name, text]) => [`content/runbooks/${name}.mdx`, page(name, text)]),
    ),
    'content/runbooks/tag.mdx': `---\ntitle: !!js/function 'function () { ${HARM} }'\nsummary: !!python/object/apply:os.system ["touch ${DEED}"]\n---\n\nText.\n`,
    'content/runbooks/frame.md': page(`"</title><script>${HARM}</script>"`, '![own](../pictures/own.svg)'),
  });
  await mkdir(join(root, 'content/templates'), { recursive: true });
  await symlink(join(outside, 'secret.md'), join(root, 'content/runbooks/leak.md'));
  await symlink(outside, join(root, 'content/guides/leak'));
  await symlink(join(outside, 'picture.svg'), join(root, 'content/pictures/linked.svg'));
  await symlink('/etc', join(root, 'content/templates/etc'));
  await symlink('..', join(root, 'content/guides/ring'));
  return root;
}

/** The same book without what the linter says of its settings: the rest must hold by itself. */
export async function withPlainSettings(root: string): Promise<void> {
  await writeFile(join(root, 'opsbook.yaml'), 'site:\n  title: Hostile\n  manual: false\n');
}

function settings(): string {
  return [
    'site:',
    `  title: !!js/function 'function () { ${HARM} }'`,
    `  url: "javascript:${HARM}"`,
    `  repository: "javascript:${HARM}//"`,
    'runbooks: content/runbooks',
    'guides: ../outside',
    'templates: /etc',
    'teams: ../outside/team.yaml',
    'alerts: { rules: ["../outside/*.yaml", "content/alerts/*.yaml"] }',
    '',
  ].join('\n');
}

function service(): string {
  return [
    `name: "<script>${HARM}</script>"`,
    'system: shop',
    'owner: shop',
    `description: "</p><img src=x onerror=${HARM}>"`,
    `health: [{ check: x, url: "javascript:${HARM}" }, { check: y, url: "https://elsewhere.invalid/health" }]`,
    `dashboards: [{ title: x, url: "javascript:${HARM}" }, { title: y, url: "data:text/html,x" }]`,
    '',
  ].join('\n');
}

function rules(): string {
  return [
    'groups:',
    '  - name: x',
    '    rules:',
    `      - { alert: "../../../${DEED}", expr: up }`,
    `      - { alert: "<img src=x onerror=${HARM}>", expr: "</code></pre><script>${HARM}</script>", annotations: { description: "<b>" } }`,
    '',
  ].join('\n');
}

function page(title: string, text: string): string {
  return [
    '---',
    `title: ${title}`,
    'kind: reference',
    'summary: Tries what it can.',
    'service: shop',
    'owner: shop',
    '---',
    '',
    text,
    '',
  ].join('\n');
}
