import { findLanguage } from '../runbook/languages.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { Range } from '../runbook/finding.ts';
import type { Risk, Snippet } from '../runbook/read/snippet.ts';
import { parseScript } from '../shell/parse.ts';
import { gradeQuery } from '../shell/risk/query-risk.ts';
import { assessRisk } from '../shell/risk/risk.ts';
import type { Script } from '../shell/script.ts';
import type { LintFacts } from './facts.ts';
import { listCommands } from './shell-snippets.ts';

/** What a snippet does to the world, by its own words and by what its author declared. */
export interface SnippetRisk {
  readonly snippet: Snippet;
  /** What its commands do at worst, as far as they are known. */
  readonly inferred: Risk;
  readonly declared: Risk | undefined;
  /** The graver of the two. */
  readonly risk: Risk;
  /** The command that does it. */
  readonly because: { readonly words: string; readonly range: Range | undefined } | undefined;
  /** False where opsbook cannot read what it does, and so takes it for a change. */
  readonly isGraded: boolean;
}

const ORDER: readonly Risk[] = ['read', 'change', 'destroy'];

/** Whether one risk is graver than another. */
export function isGraver(one: Risk, other: Risk): boolean {
  return ORDER.indexOf(one) > ORDER.indexOf(other);
}

// Matches `git add .`, `mkdir out`, `kubectl config use-context prod`, `terraform init`; not `git push`, `chown`.
const LOCAL =
  /^(?:git (?!push)|mkdir|touch|chmod|cp|ln|tar|unzip|ssh-keygen|brew|pipx?|npm|yarn|pnpm|go|cargo|bundle|poetry|docker (?:build|pull|tag|login)|podman (?:build|pull|tag|login)|kubectl config|oc (?:login|project|config)|kubectx|kubens|helm (?:repo|dependency|pull)|gcloud (?:auth|config)|aws (?:configure|sso|eks update-kubeconfig)|az login|vault login|(?:terraform|tofu) (?:init|workspace)|(?:kubectl|oc) (?:-n \S+ )?debug|wget|(?:ba|z|k|da)?sh(?: -\w)?$)(?:\b|$)/;

/** Whether a step changes a system that others use, and not only the working folder of whoever types it. */
export function changesSystem({ risk, because, isGraded }: SnippetRisk): boolean {
  return isGraded && risk !== 'read' && !LOCAL.test(because?.words ?? '');
}

/** The risk of every snippet of a page that a person runs, in order. */
export function listRisks(page: Page, facts: LintFacts): readonly SnippetRisk[] {
  const commands = new Map(listCommands(page, facts).map((one) => [one.snippet, one]));
  return page.snippets.flatMap((snippet) => {
    if (!snippet.isRunnable) return [];
    const one = commands.get(snippet);
    const { via } = snippet.attributes;
    const judged = [
      one ? gradeShell(one.script, one.text, { facts, place: one.place }) : gradeOther(snippet, facts),
      ...(via === undefined ? [] : [gradeVia(via, snippet.code, facts)]),
    ];
    const worst = judged.reduce((known, other) => (weighsMore(other, known) ? other : known));
    return [{ ...join(snippet, worst.grade, worst.because), isGraded: worst.isGraded }];
  });
}

interface Judged {
  readonly grade: Risk;
  readonly because: SnippetRisk['because'];
  readonly isGraded: boolean;
}

/** The graver of two; where they are alike, the one that can say why. */
function weighsMore(one: Judged, other: Judged): boolean {
  return isGraver(one.grade, other.grade) || (one.grade === other.grade && one.isGraded && !other.isGraded);
}

interface Shell {
  readonly facts: LintFacts;
  readonly place: (range: { readonly start: number; readonly end: number }) => Range | undefined;
}

function gradeShell(script: Script, text: string, { facts, place }: Shell): Judged {
  const { grade, reasons } = assessRisk(script, text, { catalogue: facts.tools, gradeSql: facts.gradeSql });
  const reason = reasons.find((each) => each.grade === grade);
  const words = reason && short(text.slice(reason.range.start, reason.range.end));
  const because = reason && words !== undefined ? { words, range: place(reason.range) } : undefined;
  return { grade, because, isGraded: true };
}

/**
 * What carries a fence may do more than the fence, `via="kubectl apply -f -"`, and may read it as another language than
 * the fence is called by: JavaScript `via=mongosh`.
 */
function gradeVia(via: string, code: string, facts: LintFacts): Judged {
  const shell = { facts, place: () => undefined };
  const alone = gradeShell(parseScript(via), via, shell);
  if (code.split('\n').includes(END)) return alone;
  const fed = `${via} <<'${END}'\n${code}\n${END}`;
  const { grade } = gradeShell(parseScript(fed), fed, shell);
  return isGraver(grade, alone.grade) ? { ...alone, grade, because: undefined } : alone;
}

const END = 'END_OF_FENCE';

/** A query by what it asks for; what nobody can grade may do anything, and so changes something. */
function gradeOther({ language, code }: Snippet, facts: LintFacts): Judged {
  const grade = gradeQuery(findLanguage(language)?.gradedBy, code, facts.gradeSql);
  return { grade: grade ?? 'change', because: undefined, isGraded: grade !== undefined };
}

function join(
  snippet: Snippet,
  inferred: Risk,
  because: SnippetRisk['because'],
): Omit<SnippetRisk, 'isGraded'> {
  const declared = snippet.risk;
  return {
    snippet,
    inferred,
    declared,
    risk: declared && isGraver(declared, inferred) ? declared : inferred,
    because,
  };
}

function short(text: string): string {
  const line = text
    .slice(0, 2_000)
    .replace(/\\?\s{0,99}\n\s{0,99}/g, ' ')
    .replaceAll('`', "'");
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line;
}
