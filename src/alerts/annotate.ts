import type { Runbook } from '../runbook/read/parse.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import type { AlertLink } from './contract.ts';
import { wantedLink } from './link-template.ts';
import type { LinkWishes } from './link-template.ts';
import { readAlertRules } from './read-rules.ts';
import { templateFault } from './template-fault.ts';
import { writeAnnotations } from './write-annotations.ts';
import type { LeftAlone, WantedAnnotation } from './write-annotations.ts';
import { lookUp } from '../shell/look-up.ts';

/** What becomes of one rule file. */
export interface AnnotatedFile {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  /** How many rules got a link, or another one. */
  readonly written: number;
  /** How many rules got a text of their runbook, or another one. */
  readonly briefs: number;
  /** Rules that should have a link and could not be given one, each with the reason. */
  readonly left: readonly LeftAlone[];
  /** Links that lead out of the book and were left as they are. */
  readonly unjudged: readonly string[];
}

/** What a notification says of a runbook, and the annotation that it stands in. */
export interface BriefWish {
  readonly name: string;
  of(runbook: Runbook, alert: string): string | undefined;
}

export interface AnnotateOptions extends LinkWishes {
  /** The annotations that hold links; the first is written where a rule has none of them. */
  readonly annotations: readonly string[];
  /** Why a rule is to be left alone, by its place in the file. */
  readonly refused?: ReadonlyMap<number, string>;
  readonly brief?: BriefWish | undefined;
}

/** Gives the rules of a file the links that they should carry, and a text where it is wished. */
export function annotateFile(
  source: SourceText,
  links: readonly AlertLink[],
  options: AnnotateOptions,
): AnnotatedFile {
  const { annotations, refused, brief } = options;
  const { path, text } = source;
  const unjudged: string[] = [];
  const wanted: WantedAnnotation[] = [];
  for (const [index, link] of links.entries()) {
    const one = wantedLink(link, options);
    if (one.kind === 'unjudged') unjudged.push(link.annotation?.value ?? '');
    if (one.kind !== 'write') continue;
    const name = link.annotation?.name ?? annotations[0] ?? 'runbook_url';
    wanted.push({ rule: link.rule, index, name, value: one.value, refused: refused?.get(index) });
  }
  const linked = writeAnnotations(source, wanted, annotations);
  const after = brief && writeBriefs({ ...source, text: linked.to }, links, brief);
  return {
    path,
    from: text,
    to: after?.to ?? linked.to,
    written: linked.written,
    briefs: after?.written ?? 0,
    left: [...linked.left, ...(after?.left ?? [])],
    unjudged,
  };
}

function writeBriefs(
  source: SourceText,
  links: readonly AlertLink[],
  brief: BriefWish,
): ReturnType<typeof writeAnnotations> {
  const { name } = brief;
  const wanted = links.flatMap(({ rule, linked, named }, index): WantedAnnotation[] => {
    const runbook = linked.find((one) => named.includes(one)) ?? linked[0] ?? named[0];
    const said = runbook && brief.of(runbook, rule.name);
    if (said === undefined || rule.readFrom) return [];
    const value = asTemplate(said);
    if (lookUp(rule.annotations, name) === value) return [];
    // A team's own words stay. A text of ours from before has a line that begins with `Check:` or `Ask:`.
    const old = lookUp(rule.annotations, name) ?? '';
    const isOurs = old === '' || /\n(?:Check|Ask): .*$/.test(old);
    const fault = templateFault(value, rule.dialect === 'grafana' ? 'grafana' : 'prometheus');
    const refused = fault
      ? `no template can hold its text: ${fault.reason}`
      : isOurs
        ? undefined
        : `its \`${name}\` was written by hand`;
    return [{ rule, index, name, value, refused }];
  });
  const written = writeAnnotations(source, wanted, [name]);
  const now = readAlertRules({ ...source, text: written.to }).rules;
  const kept = wanted.filter(
    ({ index, value }) => lookUp(now[index]?.annotations ?? {}, name) === value,
  ).length;
  if (kept !== written.written)
    throw new Error(`Texts written into ${source.path} would not be read as they were meant.`);
  return written;
}

/** A text as Go's templates write it: what would begin an action is a text in one. */
function asTemplate(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
