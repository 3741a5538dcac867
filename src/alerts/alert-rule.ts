import type { Fault, Range } from '../runbook/finding.ts';
import type { Limit } from './limit.ts';
import type { ExpressionReading } from './read-expression.ts';
import type { TextPart } from './scalar-place.ts';

/** The kinds of file that hold alert rules: each has its own templates, and its own words for the same things. */
export const DIALECTS = ['prometheus', 'grafana', 'api'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** Sources that rules are made from: only a part of a rule can be read before they are rendered. */
export type RuleSource = 'template' | 'terraform';

/** What is said of an alert from such a source. */
export const READ_FROM: Readonly<Record<RuleSource, string>> = {
  template: 'read from a template',
  terraform: 'read from Terraform',
};

/** One alert rule: what raises an alert, and where it is written. */
export interface AlertRule {
  readonly name: string;
  /** PromQL or LogQL, as written. */
  readonly expression: string;
  /** Whether the expression is neither PromQL nor LogQL: vmalert asks VictoriaLogs and Graphite too. */
  readonly isOfOther?: boolean;
  /** How long the expression must hold, as in `5m`; undefined when it fires at once. */
  readonly duration: string | undefined;
  /** Labels that the rule itself sets; a value may hold Go templates. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly group: string;
  readonly dialect: Dialect;
  /** Set where only a part of the rule is known: its name, and what else is told without rendering the source. */
  readonly readFrom?: RuleSource;
  /** What Grafana compares the query with, where the expression itself compares nothing: `> 5`. */
  readonly limits: readonly Limit[];
  readonly path: string;
  readonly range: Range;
  /**
   * Where a field stands, as in `['annotations', 'runbook_url']`, or a part of its text. Where it is missing, or only
   * the whole can be told, that is the nearest thing around it.
   */
  locate(path: readonly string[], at?: 'key' | 'value' | TextPart): Range;
  /** Labels that its annotations show, each with the place of the text. */
  readonly templateLabels: readonly { readonly label: string; readonly range: Range }[];
}

/** A rule that records what an expression gives under a new name, or a further query of an alert of Grafana. */
export interface RecordingRule extends Pick<
  AlertRule,
  'name' | 'expression' | 'isOfOther' | 'path' | 'locate'
> {
  readonly isOfGrafana: boolean;
}

/** What a file of alert rules holds, and what is wrong with it. */
export interface RulesReading {
  readonly rules: readonly AlertRule[];
  readonly recordings: readonly RecordingRule[];
  readonly faults: readonly Fault[];
  /** What only an older Prometheus refuses. */
  readonly faultsOfOld?: readonly Fault[];
  /** What only a newer one accepts, and what is of little use there. */
  readonly faultsOfNew?: readonly Fault[];
  /** Whether some of the file could not be read: more alerts may be in it. */
  readonly isUnread: boolean;
  /** What its expressions were read as, by all that decides it: filled as they are read, and kept with the file. */
  readonly expressions?: Map<string, ExpressionReading>;
}

/** The rule of the linter that passes on what is wrong with rule files. */
export const RULES_VALID = 'alert-rules-valid';
