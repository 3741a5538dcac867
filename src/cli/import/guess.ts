import type { Nodes } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Page } from '../../runbook/read/parse.ts';
import { standardSection } from '../../runbook/read/sections.ts';
import type { Kind } from '../../runbook/schema/page-schemas.ts';
import { trimMarks } from '../../runbook/words/trim-marks.ts';

type SectionWords = Readonly<Record<string, readonly string[]>>;

// Matches `KubePodCrashLooping`, `HighCPUUsage`, `etcdNoLeader`; not `Runbook`, `README`, `GettingStarted2`.
const ALERT_NAME = /^(?=.{6,})[A-Za-z][a-z]*[A-Z]\w*$/;

/** Whether a word looks like the name of an alert, as Prometheus rules write it. */
export function isAlertName(word: string): boolean {
  return ALERT_NAME.test(word) && /[a-z]/.test(word) && (word.match(/[A-Z]/g) ?? []).length >= 2;
}

// The words that teams give to the parts of a runbook for something that is broken.
const OF_INCIDENT =
  /^(?:symptoms?|diagnos\w*|mitigat(?:ions?|ing|e)?(?= *$| (?:steps?|actions?|the)\b)|resolutions?|resolving(?= *$| (?:the|an?|this)\b)|impact|triage|investigat\w*|troubleshooting|remediat\w*|(?:possible |root |common )?causes?|how to (?:fix|debug|mitigate|resolve|investigate|recover)|what to do|(?:the )?fix|recovery|alert(?:s| details?| name)?(?= *$)|meaning|immediate actions?|escalation(?! polic))\b/i;
const OF_PROCEDURE =
  /^(?:steps?|procedures?|instructions?|how to|process|pre-?requisites?|before you (?:start|begin)|roll ?back|verif\w+|checklist|walk-?through)\b/i;
// The same in other languages: Chinese, Japanese, Korean, German, French, Spanish, Portuguese, Italian, Russian.
const OF_INCIDENT_ABROAD =
  /^(?:含义|影响|诊断|缓解|症状|原因|排查|故障|告警|解决|处理|恢复|症状|影響|原因|対処|復旧|診断|증상|원인|영향|조치|symptome?\b|auswirkung|diagnose\b|ursachen?\b|behebung|störung|fehler|eskalation|lösung|sympt[oô]mes?\b|diagnostic\b|résolution|atténuation|dépannage|alertes?\b|síntomas?\b|impacto|diagnóstico|causas?\b|resolución|mitigaci[oó]n|sintomas?\b|resolução|mitigação|sintomi\b|impatto|cause?\b|risoluzione|симптом|причин|диагност|устранен|влияни|последстви|эскалац)/i;
const OF_PROCEDURE_ABROAD =
  /^(?:步骤|操作|前提|准备|回滚|验证|手順|前提条件|確認|절차|schritte?\b|vorgehen|ablauf|voraussetzung|anleitung|étapes?\b|procédure|prérequis|vérification|retour arrière|pasos?\b|procedimiento|requisitos|verificaci[oó]n|passos?\b|procedimento|pré-requisitos|verificação|passaggi|prerequisiti|шаги|порядок|откат|проверка|процедур)/i;
// Match `Restart the workers`, `rotating-rds-credentials`, `How to add a user`; not `Restarts`, `Users`.
const DOING =
  /^(?:how to |how do i )?(?:add|apply|back ?up|build|change|clean(?: up)?|configure|connect|copy|create|delete|deploy|disable|drain|enable|expand|export|fail ?over|get|grant|import|install|issue|make|manage|migrate|move|patch|promote|purge|rebuild|recover|recreate|recycle|redeploy|reindex|release|remove|renew|replace|reset|resize|restart|restore|revoke|roll ?back|rotate|run|scale|set(?: ?up)?|start|stop|switch|trigger|unlock|update|upgrade|upload)(?:(?:t|p|n)?ing)?[\s_-]/i;
const DOING_ING =
  /^(?:adding|applying|backing up|building|changing|cleaning|configuring|connecting|copying|creating|deleting|deploying|disabling|draining|enabling|expanding|exporting|granting|installing|managing|migrating|moving|patching|promoting|purging|rebuilding|recovering|recreating|recycling|redeploying|removing|renewing|replacing|resetting|resizing|restarting|restoring|revoking|rolling back|rotating|running|scaling|setting up|starting|stopping|switching|unlocking|updating|upgrading)[\s_-]/i;
// Match `Disk full`, `etcd-no-leader`, `KubeletDown`, `HighErrorRate`; not `Breakdown of costs`, `Error handling`.
const BROKEN =
  /(?:^|[\s_-]|(?<=[a-z]))(?:Down|Full(?![\s_-](?:Text|Search|Stack|Backups?|Example|List|Name|Access|Node|Sync)\b)|Fail(?:s|ed|ing|ures?)?|Errors?|Crash\w{0,40}|Unavailable|Unreachable|Unhealthy|NotReady|Missing|Stuck|Broken|Outage|Degraded|Lagging|Backlog|Exhausted|Expired|Throttled|Oom\w{0,40}|NoLeader|TooMany\w{0,40}|Troubleshooting)(?=$|[\s_\-A-Z.,:])(?![\s_-]?(?:Handling|Codes?|Budgets?|Messages?|Types?|Pages?)\b)/;

// Match `Architecture`, `System overview`, `Beacon Node API`: a page about how things are, whatever it says of their faults.
const OF_REFERENCE =
  /^(?:(?:system|service|technical|platform) )?(?:architecture|design|overview|glossary|concepts?|faq|introduction|api)(?:$|[\s_:-])|(?:^|[\s_-])(?:api|overview)$/i;

// Match `2017-09-27-hub-403`, and what such a page is called: it tells what was, whatever parts it has.
const DATED = /^\d{4}-\d{2}-\d{2}(?!\d)/;
const REPORT = /\b(?:post-?mortem|incident report|retrospective|change-?log|release notes)\b/i;

// Match `Troubleshooting`, `Common problems and their solutions`, `Debugging`; not `Known issues and limitations`.
const OF_TROUBLES =
  /\b(?:troubleshoot\w{0,5}|debugging)\b|^(?:common|frequent|typical)[\s_-](?:problems?|errors?|issues?|failures?)\b/i;

interface Named {
  /** The name of its file, without the ending. */
  readonly name: string;
  readonly title: string;
}

/** What a page is about, told from its headings, and where these say nothing from its title and its name. */
export function guessKind(page: Page, words: SectionWords, { name, title }: Named): Kind {
  if (DATED.test(name) || REPORT.test(title)) return 'reference';
  const headings = page.headings.filter(({ depth, text }) => depth > 1 || text !== title);
  const texts = headings.map(({ text }) => standardSection(text.replace(/:$/, ''), words));
  const incident = texts.filter((text) => OF_INCIDENT.test(text) || OF_INCIDENT_ABROAD.test(text)).length;
  const procedure = texts.filter((text) => OF_PROCEDURE.test(text) || OF_PROCEDURE_ABROAD.test(text)).length;
  const isDoing = [title, name].some((text) => DOING.test(`${text} `) || DOING_ING.test(`${text} `));
  const isBroken = [title, name].some((text) => isAboutFault(text));
  const isReference =
    !isBroken && !DOING.test(`${title} `) && [title, name].some((text) => OF_REFERENCE.test(text));
  if (isReference && incident < 3) return 'reference';
  if (isOfTroubles(title)) return 'incident';
  const isManual = isDoing && !isBroken && incident * 3 < texts.length;
  if (incident > 1 && incident > procedure && !isManual) return 'incident';
  if (isDoing && !isBroken) return 'procedure';
  // One such part of many, as "Troubleshooting" at the end of a manual, does not make it a page for when it is broken.
  const isOfFaults = incident >= procedure && incident * 3 >= texts.length;
  if (isBroken || (incident > 0 && isOfFaults)) return 'incident';
  return procedure > 0 || isStepwise(page) ? 'procedure' : 'reference';
}

/** Whether a title names what is wrong. What is scaled or resized down is not. */
function isAboutFault(text: string): boolean {
  return BROKEN.test(capitalised(DOING.test(text) ? text.replace(/[\s_-]down$/i, '') : text));
}

/** Whether a page holds several troubles, each below a heading. */
export function isOfTroubles(title: string): boolean {
  return OF_TROUBLES.test(title);
}

/** Numbered steps that say what to type. */
function isStepwise({ tree }: Page): boolean {
  const steps = tree.children.flatMap((node) => (node.type === 'list' && node.ordered ? node.children : []));
  const typed = steps.filter(({ children }) => children.some(({ type }) => type === 'code'));
  return steps.length >= 4 && typed.length >= 2;
}

function capitalised(text: string): string {
  return text.replace(
    /(^|[\s_-])([a-z])/g,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

/** `Kubelet down` of `KubeletDown`: what an alert says, in words. */
export function wordsOfName(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const LONGEST = 160;

/** The first sentence of a page's text. */
export function guessSummary(page: Page): string | undefined {
  const paragraph = page.tree.children.find((node) => node.type === 'paragraph');
  const text = paragraph && toString(paragraph).replace(/\s+/g, ' ').trim();
  if (!text) return undefined;
  const sentence = /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
  return sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** The items below a heading `Symptoms`; of a paragraph, its sentences. */
export function listSymptoms(page: Page): string[] {
  const { children } = page.tree;
  const start = children.findIndex(
    (node) =>
      node.type === 'heading' &&
      /^(?:symptom[es]?|signs|what you (?:will )?see|how it looks|sympt[oô]mes?|s[ií]ntomas?|sintomi|症状|증상|симптомы)(?!\p{L}).{0,20}$/iu.test(
        toString(node).trim(),
      ),
  );
  if (start < 0) return [];
  const rest = children.slice(start + 1);
  const end = rest.findIndex((node) => node.type === 'heading');
  const found = (end < 0 ? rest : rest.slice(0, end)).flatMap(sentences);
  return [...new Set(found.map((text) => text.replace(/\s+/g, ' ').trim()))].filter(
    (text) => text.length > 2 && text.length <= LONGEST,
  );
}

// Match `Requests to Dashboards fail with 400`, `Can't update by script`, `Why are pods stuck?`; not `Beats`.
const SEEN =
  /\b(?:fail(?:s|ed|ing|ures?)?|errors?|cannot|can['’]t|unable|not|n['’]t|stuck|slow|missing|expired|crash\w{0,5}|hang(?:s|ing)?|time-?outs?|times? out|refused|denied|un(?:available|reachable|healthy|expected|known)|down|(?<=\w )full|out of|no space|lost|wrong|invalid|mismatch|broken|exceed\w{0,4}|blocked|backlog|lag\w{0,5}|leaks?|issues?|problems?|why|[45]\d\d|[45]xx)\b/i;

/** Whether a text tells of something that goes wrong, and not what to do about it. */
export function isSeen(text: string): boolean {
  return SEEN.test(text) && !DOING.test(`${text} `) && !/^(?:how|what)\b/i.test(text);
}

// Matches `2. ` of `2. Disk full`, `Scenario 4: `, `Issue #3 - `.
const NUMBERED = /^(?:\d{1,3}[.)]|(?:scenario|issue|problem|case|symptom|error) #?\d{1,3} ?[:.)–—-]) /i;

/** They head a list, and name nothing. */
const IN_GENERAL = /^(?:errors?|issues?|problems?|failures?)$/i;

/** More are a list of everything that ever was. */
const MOST_TROUBLES = 12;

/** What is seen, of a page that has each trouble below a heading of its own. */
export function listTroubles({ headings }: Page): string[] {
  const found = headings.filter(
    ({ depth, text }) =>
      depth > 1 &&
      isSeen(text) &&
      text.length <= LONGEST &&
      !OF_INCIDENT.test(text) &&
      !OF_TROUBLES.test(text),
  );
  const texts = found.map(({ text }) =>
    text
      .replace(/\s+/g, ' ')
      .replace(NUMBERED, '')
      .replace(/^"([^"]*)"$/, '$1')
      .replace(/[.:]$/, '')
      .trim(),
  );
  return [...new Set(texts)].filter((text) => !IN_GENERAL.test(text)).slice(0, MOST_TROUBLES);
}

function sentences(node: Nodes): string[] {
  if (node.type === 'list')
    return node.children.map(({ children: [first] }) => (first ? toString(first) : ''));
  return node.type === 'paragraph' ? [toString(node).replace(/:$/, '')] : [];
}

/** `disk-full` of `Disk full!`: the id that a title or a name would have. */
export function slugOf(text: string): string {
  const words = text.normalize('NFKD').replace(/([a-z\d])([A-Z])/g, '$1-$2');
  return trimMarks(words.toLowerCase().replace(/[^a-z\d]+/g, '-'), '-');
}
