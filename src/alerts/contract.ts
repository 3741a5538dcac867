import { alertKey } from '../runbook/links/alert-names.ts';
import { alertPages } from '../runbook/links/alert-pages.ts';
import type { Book } from '../runbook/book.ts';
import { listPages } from '../runbook/book.ts';
import { bookLinks } from '../runbook/links/book-links.ts';
import type { Fault } from '../runbook/finding.ts';
import type { PromqlDialect } from '../shell/queries/promql-fault.ts';
import type { LinkResolver } from '../runbook/links/links.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { exemptAlerts, promqlDialect } from '../runbook/schema/settings.ts';
import { addressOf } from '../runbook/links/site-paths.ts';
import { RULES_VALID } from './alert-rule.ts';
import type { AlertRule, RecordingRule, RulesReading } from './alert-rule.ts';
import { readElsewhere } from './elsewhere.ts';
import { mayHave } from './label-set.ts';
import { readExpression } from './read-expression.ts';
import type { ExpressionReading } from './read-expression.ts';
import { readAlertRules } from './read-rules.ts';
import { templateFault } from './template-fault.ts';
import { resolveRunbookUrl } from './runbook-url.ts';
import type { Landing, LandingPlaces } from './runbook-url.ts';
import { lookUp } from '../shell/look-up.ts';

/** One alert rule beside the book: its link, where that leads, and the runbooks that name its alert. */
export interface AlertLink {
  readonly rule: AlertRule;
  readonly reading: ExpressionReading;
  /** The first of the link annotations that the rule has. */
  readonly annotation: { readonly name: string; readonly value: string } | undefined;
  readonly landing: Landing | undefined;
  /** Runbooks that the link leads to, through the alert's page too. */
  readonly linked: readonly Runbook[];
  /** Runbooks that are about it: their `alerts` name it, else their file, title or a heading is its name. */
  readonly named: readonly Runbook[];
  readonly isExempt: boolean;
  /** Whether its alerts may carry a label: from the series, from the rule, or from Prometheus itself. */
  carries(label: string): boolean;
}

/** Every alert rule of a book beside its runbooks, and the faults of the rule files, by path. */
export interface AlertContract {
  readonly links: readonly AlertLink[];
  readonly faults: readonly { readonly path: string; readonly fault: Fault }[];
  /** Names of all alerts that rules raise. */
  readonly raised: ReadonlySet<string>;
  /** Whether every alert of the book is known: no rule file was left unread. */
  readonly isComplete: boolean;
  /** Whether the settings say that another repository raises an alert. */
  isElsewhere(name: string): boolean;
  /** Recording rules, read as the expressions of alerts are. */
  readonly recordings: readonly { readonly rule: RecordingRule; readonly reading: ExpressionReading }[];
  readonly readExpression: typeof readExpression;
}

/** The alert rules of a book's files, with what is wrong in these. */
export function readBookRules(book: Book): RulesReading & {
  readonly faultsByPath: AlertContract['faults'];
  /** What expressions were read as, by the path of their file. */
  readonly expressionsIn: ReadonlyMap<string, RulesReading['expressions']>;
} {
  const { dialect, prometheus } = book.settings.alerts;
  const readings = book.alertRules.map((source) => {
    const reading = readAlertRules(source);
    const own = prometheus === 2 ? reading.faultsOfOld : reading.faultsOfNew;
    const faults = dialect === 'promql' ? [...reading.faults, ...(own ?? [])] : reading.faults;
    return { ...reading, path: source.path, faults };
  });
  return {
    expressionsIn: new Map(readings.map(({ path, expressions }) => [path, expressions])),
    rules: readings.flatMap(({ rules }) => rules),
    recordings: readings.flatMap(({ recordings }) => recordings),
    faults: readings.flatMap(({ faults }) => faults),
    isUnread: readings.some(({ isUnread }) => isUnread),
    faultsByPath: readings.flatMap(({ path, faults }) => faults.map((fault) => ({ path, fault }))),
  };
}

export interface ContractOptions {
  /** Rules in place of the book's own, as from a running Prometheus. */
  readonly reading?: Pick<
    ReturnType<typeof readBookRules>,
    'rules' | 'recordings' | 'faultsByPath' | 'isUnread'
  > & { readonly expressionsIn?: ReturnType<typeof readBookRules>['expressionsIn'] };
  readonly links?: LinkResolver;
}

/** Puts rules and runbooks side by side. */
export function readContract(book: Book, options: ContractOptions = {}): AlertContract {
  const { rules, recordings, faultsByPath, isUnread, expressionsIn } = options.reading ?? readBookRules(book);
  const elsewhere = readElsewhere(book);
  const dialect = promqlDialect(book.settings.alerts);
  const named = alertPages(book.runbooks.values());
  const places = landingPlaces(book, rules, options.links ?? bookLinks(book, { ruleIds: [] }));
  const byPath = new Map([...book.runbooks.values()].map((runbook) => [runbook.path, runbook]));
  const isExempt = exemptAlerts(book.settings.alerts);
  const outer = new Set(book.settings.alerts.labels);
  const readOnce = (
    { expression, path }: Pick<AlertRule, 'expression' | 'path'>,
    hasVariables: boolean,
  ): ExpressionReading => {
    const known = expressionsIn?.get(path);
    const key = JSON.stringify([expression, dialect, hasVariables]);
    const reading = known?.get(key) ?? readExpression(expression, { dialect, hasVariables });
    known?.set(key, reading);
    return reading;
  };
  const links = rules.map((rule): AlertLink => {
    const annotation = book.settings.alerts.annotations
      .map((name) => ({ name, value: lookUp(rule.annotations, name) ?? '' }))
      .find(({ value }) => value !== '');
    const landing = annotation && resolveRunbookUrl(annotation.value, rule, places);
    let read: ExpressionReading | undefined;
    const reading = (): ExpressionReading => (read ??= readOnce(rule, rule.dialect === 'grafana'));
    return {
      rule,
      get reading() {
        return reading();
      },
      carries: (label) =>
        label === 'alertname' ||
        Object.hasOwn(rule.labels, label) ||
        outer.has(label) ||
        mayHave(reading().labels, label),
      annotation,
      landing,
      linked: runbooksAt(landing, byPath, named),
      named: named(rule.name),
      isExempt: isExempt(rule.name),
    };
  });
  let faults: AlertContract['faults'] | undefined;
  return {
    links,
    get faults() {
      return (faults ??= [
        ...faultsByPath,
        ...elsewhere.faults,
        ...rules.flatMap((rule) => templateFaults(rule, dialect)),
      ]);
    },
    raised: new Set(rules.map(({ name }) => name)),
    isComplete: !isUnread && elsewhere.faults.length === 0,
    isElsewhere: elsewhere.has,
    get recordings() {
      return recordings.map((rule) => ({
        rule,
        reading: readOnce(rule, rule.isOfGrafana),
      }));
    },
    readExpression,
  };
}

/** Templates of a rule that Prometheus, or whatever loads the rule, could not read. */
function templateFaults(
  rule: AlertRule,
  { name: language, version }: PromqlDialect,
): AlertContract['faults'][number][] {
  if (rule.dialect === 'api' || rule.readFrom) return [];
  const ofRulers = language === 'metricsql' ? 'victoria' : version === 2 ? 'prometheus2' : 'prometheus';
  const flavour = rule.dialect === 'grafana' ? 'grafana' : ofRulers;
  return (['labels', 'annotations'] as const).flatMap((field) =>
    Object.entries(rule[field]).flatMap(([name, text]) => {
      const found = text.includes('{{') ? templateFault(text, flavour) : undefined;
      if (!found) return [];
      const message = `Fix the template of \`${name}\` in \`${rule.name}\`: ${found.reason}.`;
      return [
        {
          path: rule.path,
          fault: { ruleId: RULES_VALID, message, range: rule.locate([field, name], found) },
        },
      ];
    }),
  );
}

/** The runbooks that a link leads a person to. */
function runbooksAt(
  landing: Landing | undefined,
  byPath: ReadonlyMap<string, Runbook>,
  named: (alert: string) => readonly Runbook[],
): readonly Runbook[] {
  if (landing?.kind === 'alert') return named(landing.name);
  const runbook = landing?.kind === 'page' ? byPath.get(landing.path) : undefined;
  return runbook ? [runbook] : [];
}

/** What the links of rules are looked up in. */
export function landingPlaces(book: Book, rules: readonly AlertRule[], links: LinkResolver): LandingPlaces {
  const { settings, paths } = book;
  const names = [
    ...[...book.runbooks.values()].flatMap(({ alerts }) => alerts),
    ...rules.map(({ name }) => name),
  ];
  const addresses = listPages(book).map(({ path }) => addressOf(path, settings.layout) ?? '');
  return {
    settings,
    links,
    paths,
    pages: [...book.runbooks.values()].map(({ path, id }) => ({ path, id })),
    alerts: new Map(names.flatMap((name) => [[alertKey(name), name] as const, [name, name] as const])),
    addresses: new Map(addresses.map((address) => [address.toLowerCase(), address])),
  };
}
