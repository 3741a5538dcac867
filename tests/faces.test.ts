import { toHtml } from 'hast-util-to-html';
import { expect, it } from 'vitest';
import picocolors from 'picocolors';
import { renderRunbook } from '../src/cli/render-runbook.ts';
import { shownCommand } from '../src/cli/run-service/shown-command.ts';
import { openBook } from '../src/judge/open-book.ts';
import { runbookBrief } from '../src/machine/runbook-brief.ts';
import { runbookMarkdown } from '../src/machine/runbook-markdown.ts';
import { describeRunbook } from '../src/machine/served-book.ts';
import { wayFromServer } from '../src/machine/twin-links.ts';
import { planRun } from '../src/run/plan.ts';
import { shownCommands } from '../src/run/shown-commands.ts';
import { listSnippetPlaces } from '../src/runbook/values/value-places.ts';
import { putValue, sayUnfit } from '../src/shell/put-values.ts';
import type { Unfit } from '../src/shell/put-values.ts';
import { createHighlight } from '../src/site/render/highlight.ts';
import { renderCard } from '../src/site/render/snippet-card.ts';
import { bash, writeBook } from './cli/run-book.ts';

/** One command for each way in which a value gets to its place, or to none. */
const SHAPES: readonly string[] = [
  'kubectl get pod "$NAME"',
  'kubectl get pod $NAME',
  'kubectl -n prod logs deploy/$NAME',
  'ssh host "ls $NAME"',
  'ssh host bash <<EOF\nls "$NAME"\nEOF',
  "ssh host 'bash -s' <<'EOF'\nls $NAME\nEOF",
  'eval "ls $NAME"',
  'sh -c "$NAME"',
  'timeout 5 "$NAME"',
  'curl "http://web/$NAME"',
  'curl -d "{\\"a\\": \\"$NAME\\"}" http://web',
  'curl -d \'{"a": "$NAME"}\' http://web',
  "psql -c 'SELECT $NAME'",
  `psql -c "SELECT '$NAME'"`,
  "psql <<'EOF'\nSELECT '$NAME';\nEOF",
  "python3 <<'EOF'\nprint('$NAME')\nEOF",
  'export NAME; ./deploy.sh',
  'docker run -e NAME image',
  'echo "* * * * * root ls $NAME" | sudo tee /etc/cron.d/x',
  'npx "$NAME"',
  'tool --post-hook "$NAME"',
  `bash -s -- "$NAME" <<'EOF'\nls "$1"\nEOF`,
  'echo "${NAME%.*}"',
  'kubectl delete pod "${NAME:3}"',
  'kubectl delete pod "$(echo "$NAME" | tr . -)"',
  'rm -rf "/data/${NAME#abc}"',
  'curl "web:80/x?a=$NAME"',
  'crudini --set f s k "$NAME"',
  'for N in NAME; do ((N)); done',
  'env | sh',
];

/** What a face makes of a command: its text, and why a value is not in it; of one that is refused, no text runs. */
type Said = { readonly code: string } | { readonly refused: string };

const said = (code: string, unfit: readonly Unfit[]): Said =>
  unfit.length > 0 ? { refused: sayUnfit(unfit) } : { code };

it.each(['api-7', 'a b', "it's $(id)", '12'])(
  'a value of %s gets the same text, or the same reason, from every face',
  async (value) => {
    const body = SHAPES.map((code, at) => bash(`name=s${at}`, code)).join('');
    const { book, ...rest } = await openBook(writeBook(`## Diagnosis\n\n${body}`));
    const runbook = book.runbooks.get('t/a');
    if (!runbook) throw new Error('No page');
    const params = runbook.params.map((param) => ({ ...param, pattern: '.+' }));
    const values = new Map([['NAME', value]]);
    const described = await describeRunbook({ book, ...rest }, { runbook, today: '2026-10-01' });
    const writing = { ...described, values, way: wayFromServer('t/a') };
    const texts = {
      show: renderRunbook({ runbook, book, values }, { colours: picocolors.createColors(false) }),
      agents: runbookBrief(runbook, { ...writing, sectionWords: book.settings.sectionWords }).text,
      whole: runbookMarkdown(runbook, writing),
    };
    const steps = planRun(runbook, { facts: described.commands, hasDatabase: false });
    const show = shownCommands(params, values);
    const highlight = await createHighlight(runbook.snippets);
    for (const [at, snippet] of runbook.snippets.entries()) {
      const { code, unfit } = show(snippet);
      const wanted = said(code, unfit);
      const card = renderCard([snippet], {
        ...{ highlight, number: 0, anchor: undefined, params, commands: new Map() },
        places: (one) => listSnippetPlaces(one, params),
      });
      expect(ofPage(toHtml(card), value), `page: ${SHAPES[at]}`).toEqual(wanted);
      // A run has the values in its environment, so its text differs; what it refuses, and why, does not.
      const step = steps.find((one) => one.snippet === snippet);
      const shown = step && shownCommand(step, { runbook: { params }, values, secrets: [] });
      expect(shown?.unfit, `run: ${SHAPES[at]}`).toBe('refused' in wanted ? wanted.refused : undefined);
      for (const [face, text] of Object.entries(texts)) {
        for (const line of code.split('\n')) expect(text, `${face}: ${SHAPES[at]}`).toContain(line);
        if ('refused' in wanted) expect(text.replace(/\s+/g, ' '), face).toContain(plain(wanted.refused));
      }
    }
  },
);

/** Markdown and terminals wrap and escape what is said. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').split(/[`*_<(]/)[0] ?? '';
}

/** What the script of the page does with each place that the page marks. */
function ofPage(html: string, value: string): Said {
  const code = /<code class="command">(.*)<\/code>/s.exec(html)?.[1] ?? '';
  const lines = new Set<string>();
  const unfit = new Map<string, Unfit>();
  const filled = code.replace(
    /<span([^>]*data-param="(\w+)"[^>]*)>(.*?)<\/span>/gs,
    (_, attributes: string, name: string, own: string) => {
      const quote = /data-quote="([^"]*)"/.exec(attributes)?.[1];
      if (quote === undefined || name !== 'NAME') return own;
      const put = putValue({ name, code: quote, canAssign: attributes.includes('data-assign') }, value);
      if ('reason' in put && !unfit.has(name)) unfit.set(name, { name, reason: put.reason });
      if ('assignment' in put) lines.add(put.assignment);
      return 'text' in put ? put.text.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;') : own;
    },
  );
  const text = filled
    .replace(/<[^>]*>/g, '')
    .replace(/&#x26;/g, '&')
    .replace(/&#x3C;/gi, '<');
  return said([...lines, text].join('\n'), [...unfit.values()]);
}
