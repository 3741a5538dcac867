import type { Fault, Range } from '../runbook/finding.ts';
import type { Runbook } from '../runbook/read/parse.ts';

/** What rules are told of the alert rules beside the book: put together by `src/alerts`. */
export interface AlertFacts {
  readonly links: readonly AlertLinkFacts[];
  /** What is wrong with rule files. */
  readonly faults: readonly { readonly path: string; readonly fault: Fault }[];
  /** Names of all alerts that rules raise. */
  readonly raised: ReadonlySet<string>;
  /** Whether these are all: no rule file was left unread. */
  readonly isComplete: boolean;
  /** Whether the settings say that another repository raises an alert. */
  isElsewhere(name: string): boolean;
  /** Recording rules, which an alert may stand on. */
  readonly recordings: readonly {
    readonly rule: Pick<AlertLinkFacts['rule'], 'name' | 'expression' | 'isOfOther' | 'path' | 'locate'>;
    readonly reading: Pick<QueryFacts, 'fault'>;
  }[];
  /** What a query of a runbook asks for. */
  readonly readExpression: (query: string) => Pick<QueryFacts, 'metrics' | 'labelNames'>;
}

/** One alert rule, its link, and the runbooks it belongs to. */
export interface AlertLinkFacts {
  readonly rule: {
    readonly name: string;
    readonly path: string;
    readonly expression: string;
    /** Whether the expression is in neither PromQL nor LogQL. */
    readonly isOfOther?: boolean;
    /** Set where only a part of the rule is known. */
    readonly readFrom?: 'template' | 'terraform';
    readonly duration: string | undefined;
    readonly labels: Readonly<Record<string, string>>;
    readonly limits: readonly { readonly value: number }[];
    readonly range: Range;
    locate(
      path: readonly string[],
      at?: 'key' | 'value' | { readonly start: number; readonly end: number },
    ): Range;
    readonly templateLabels: readonly { readonly label: string; readonly range: Range }[];
  };
  readonly reading: QueryFacts;
  readonly annotation: { readonly name: string; readonly value: string } | undefined;
  readonly landing: AlertLanding | undefined;
  readonly linked: readonly Runbook[];
  readonly named: readonly Runbook[];
  readonly isExempt: boolean;
  carries(label: string): boolean;
}

/** What a query says without being asked of any server. */
export interface QueryFacts {
  /** Why it would be refused, and what tells that it is MetricsQL. */
  readonly fault:
    | {
        readonly reason: string;
        readonly metricsql: string | undefined;
        /** Offsets in the expression. */
        readonly start: number;
        readonly end: number;
      }
    | undefined;
  readonly metrics: ReadonlySet<string>;
  readonly labelNames: ReadonlySet<string>;
  readonly limits: readonly { readonly value: number }[];
  /** The lengths of its ranges, in seconds. */
  readonly windows: readonly number[];
}

/** Where the link of a rule leads. */
export type AlertLanding =
  | { readonly kind: 'page' | 'alert'; readonly better?: string | undefined }
  | { readonly kind: 'elsewhere'; readonly isAllowed: boolean }
  | { readonly kind: 'untold' }
  | { readonly kind: 'nowhere'; readonly reason: string; readonly nearest?: string | undefined };

/** Several rules ask this for every page, so it is worked out once for each book. */
const known = new WeakMap<AlertFacts, Map<Runbook, AlertLinkFacts[]>>();

/** The rules that raise the alerts of a runbook. */
export function linksOf(runbook: Runbook, alerts: AlertFacts): readonly AlertLinkFacts[] {
  const byRunbook = known.get(alerts) ?? indexLinks(alerts);
  known.set(alerts, byRunbook);
  return byRunbook.get(runbook) ?? [];
}

function indexLinks({ links }: AlertFacts): Map<Runbook, AlertLinkFacts[]> {
  const byRunbook = new Map<Runbook, AlertLinkFacts[]>();
  for (const link of links)
    for (const runbook of new Set([...link.named, ...link.linked])) {
      const own = byRunbook.get(runbook);
      if (own) own.push(link);
      else byRunbook.set(runbook, [link]);
    }
  return byRunbook;
}

/** What somebody writes where a link will be: `TODO`, `n/a`. */
const NO_LINK = /^\s*(?:todo|tbd|tba|fixme|xxx|none|n\/?a|-{1,3}|\?{1,3})[\s.:!]*$/i;

/** Whether the annotation for a link has none yet. */
export function isNoLink({ annotation }: Pick<AlertLinkFacts, 'annotation'>): boolean {
  return annotation === undefined || NO_LINK.test(annotation.value);
}
