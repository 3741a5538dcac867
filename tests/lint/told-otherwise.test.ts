import { describe, expect, it } from 'vitest';
import { isToldOtherwise } from '../../src/lint/told-otherwise.ts';
import { parseGuide } from '../../src/runbook/read/parse.ts';
import type { NameUse } from '../../src/shell/names/name-use.ts';

const FENCE = '```';

/** Whether a page with these lines of a shell fence says why the name in the last one need not be there. */
function told(path: string, kind: NameUse['kind'], name: string, ...lines: readonly string[]): boolean {
  const text = `# A page\n\n${FENCE}bash\n${lines.join('\n')}\n${FENCE}\n`;
  const page = parseGuide({ path, text, faults: [] }, 'page');
  const offset = text.lastIndexOf(name);
  const place = { line: 1, column: 1, offset };
  const use = { kind, name, range: { start: 0, end: 0 }, isElsewhere: false };
  return isToldOtherwise(page, use, { start: place, end: place });
}

describe('a page that says itself why a name need not be there', () => {
  it.each([
    [
      'a file that it writes',
      'docs/a.md',
      'sealed.yaml',
      'kubeseal < a.yaml > sealed.yaml',
      'kubectl apply -f sealed.yaml',
    ],
    [
      'a file that it has people edit',
      'docs/a.md',
      'config/x.yaml',
      'vi config/x.yaml',
      'kubectl apply -f config/x.yaml',
    ],
    ['a script that may be missing', 'docs/a.md', './up.sh', './up.sh  # (if script exists)'],
    ['a script of the future', 'docs/a.md', './up.sh', './up.sh  # Future enhancement'],
    [
      'a script of another repository',
      'docs/a.md',
      'scripts/up.sh',
      '# see shared/scripts/up.sh',
      'bash scripts/up.sh',
    ],
    ['a plan', 'docs/EKS_MIGRATION_PLAN.md', './up.sh', './up.sh'],
    ['a list of what is to be done', 'TODO_P2.md', './up.sh', './up.sh'],
    ['a template', 'docs/templates/readme.md', './up.sh', './up.sh'],
    ['a decision', 'docs/adr/012-proxy.md', './up.sh', './up.sh'],
    ['a plan of a product', 'docs/plans/PRD-8.md', './up.sh', './up.sh'],
    ['what comes next', 'docs/a.md', './up.sh', `ls\n${FENCE}\n\n## Next steps\n\n${FENCE}bash`, './up.sh'],
    ['a record', 'docs/cleanup-history/2025.md', './up.sh', './up.sh'],
  ])('%s', (_, path, name, ...lines) => expect(told(path, 'file', name, ...lines)).toBe(true));

  it.each([
    ['a file that it only reads', 'docs/a.md', 'in.yaml', 'kubectl apply -f in.yaml'],
    ['another file that it writes', 'docs/a.md', 'a.yaml', 'echo > data.yaml', 'kubectl apply -f a.yaml'],
    ['a plan that is followed', 'docs/disaster-recovery-plan.md', './up.sh', './up.sh'],
    ['a remark about something else', 'docs/a.md', './up.sh', 'ls # if it exists', './up.sh'],
  ])('not %s', (_, path, name, ...lines) => expect(told(path, 'file', name, ...lines)).toBe(false));

  it('a namespace that it takes away again', () => {
    expect(told('docs/a.md', 'namespace', 'sim', 'kubectl -n sim get pods', 'kubectl delete ns sim')).toBe(
      true,
    );
    expect(told('docs/a.md', 'namespace', 'sim', 'kubectl -n sim get pods')).toBe(false);
  });

  it('a thing that a command of it makes, and not what another is made from', () => {
    const lines = ['docker volume create --label a=b order-copy', 'docker volume create copy'];
    expect(told('docs/a.md', 'docker-volume', 'copy', ...lines, 'docker volume rm copy')).toBe(true);
    expect(told('docs/a.md', 'docker-volume', 'order-copy', ...lines, 'docker volume rm order-copy')).toBe(
      false,
    );
    expect(told('docs/a.md', 'object', 'reprot', 'kubectl create job x --from=cronjob/reprot')).toBe(false);
    expect(
      told('docs/a.md', 'object', 'web', 'kubectl create deployment web --image=x', 'kubectl get deploy web'),
    ).toBe(true);
  });

  it('a service that it has people add to a compose file', () => {
    expect(
      told(
        'docs/a.md',
        'compose-service',
        'cli',
        'services:',
        '  cli:',
        '    image: x',
        'docker compose run cli',
      ),
    ).toBe(true);
    expect(told('docs/a.md', 'compose-service', 'cli', 'docker compose run cli')).toBe(false);
  });

  it('a file whose text it shows above, and not one of a folder', () => {
    const shown = `# P\n\n${FENCE}yaml\na: 1\n${FENCE}\n\n${FENCE}bash\nkubectl apply -f`;
    const isTold = (name: string, before = shown): boolean => {
      const text = `${before} ${name}\n${FENCE}\n`;
      const page = parseGuide({ path: 'docs/a.md', text, faults: [] }, 'page');
      const place = { line: 1, column: 1, offset: text.lastIndexOf(name) };
      const use: NameUse = { kind: 'file', name, range: { start: 0, end: 0 }, isElsewhere: false };
      return isToldOtherwise(page, use, { start: place, end: place });
    };
    expect(isTold('./pod.yaml')).toBe(true);
    expect(isTold('k8s/pod.yaml')).toBe(false);
    expect(isTold('pod.yaml', `# P\n\n${FENCE}bash\nkubectl apply -f`)).toBe(false);
  });

  it('an object that it shows, and not another', () => {
    expect(told('docs/a.md', 'object', 'web', '# name: web', 'kubectl get deploy web')).toBe(true);
    expect(told('docs/a.md', 'object', 'web', '# name: webs', 'kubectl get deploy web')).toBe(false);
  });
});
