import PQueue from 'p-queue';
import type { LinkAnswer } from '../../runbook/links/external-link.ts';
import type { LinkSettings } from '../../runbook/schema/settings.ts';
import { externalAddress, externalAnchor } from './external-address.ts';
import { hostList } from './host-list.ts';
import type { LinkCache } from './link-cache.ts';
import { probe } from './probe.ts';
import type { Probed, Probing } from './probe.ts';
import { ignoring } from './asked-links.ts';

export interface LinkCheck {
  readonly settings: LinkSettings;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cache: LinkCache;
  wait(milliseconds: number): Promise<unknown>;
  /** Called when it is known how many addresses there are, and after each. */
  onStart?(total: number): void;
  onStep?(): void;
}

interface Target {
  readonly url: URL;
  readonly anchors: Set<string>;
  readonly links: string[];
}

/**
 * Asks other sites whether the addresses of links still answer: each once, one at a time for each host with a
 * pause between, and never a private one that the settings do not list.
 * @returns an answer for each link that could be asked
 */
export async function checkLinks(
  links: Iterable<string>,
  check: LinkCheck,
): Promise<Map<string, LinkAnswer>> {
  const { settings, cache } = check;
  const allowed = hostList(settings.allow);
  const isIgnored = ignoring(settings.ignore);
  const targets = groupTargets(links, (url) =>
    isIgnored(url) ? undefined : externalAddress(url, (host) => allowed.hasName(host)),
  );
  const probing: Probing = {
    allowed,
    timeout: settings.timeout,
    headersFor: (host) => headersFor(host, check),
    wait: check.wait,
  };
  check.onStart?.(targets.length);
  const answers = new Map<string, LinkAnswer>();
  const all = new PQueue({ concurrency: settings.concurrency });
  const hosts = Map.groupBy(targets, ({ url }) => url.host);
  await Promise.all(
    [...hosts.values()].map((own) =>
      all.add(async () => {
        for (const [index, target] of own.entries()) {
          const anchors = [...target.anchors];
          const known = cache.find(target.url.href, anchors);
          const probed = known ?? (await probe(target.url, anchors, probing));
          if (!known) cache.keep(target.url.href, anchors, probed);
          for (const link of target.links) answers.set(link, answerTo(link, probed));
          check.onStep?.();
          if (!known && index < own.length - 1) await check.wait(settings.delay);
        }
      }),
    ),
  );
  await cache.save();
  return answers;
}

function groupTargets(links: Iterable<string>, addressOf: (url: string) => URL | undefined): Target[] {
  const targets = new Map<string, Target>();
  for (const link of new Set(links)) {
    const url = addressOf(link);
    if (!url) continue;
    const target = targets.get(url.href) ?? { url, anchors: new Set<string>(), links: [] };
    const anchor = externalAnchor(link);
    if (anchor !== undefined) target.anchors.add(anchor);
    target.links.push(link);
    targets.set(url.href, target);
  }
  return [...targets.values()];
}

function answerTo(link: string, { answer, missing }: Probed): LinkAnswer {
  const anchor = externalAnchor(link);
  const isFound = answer.kind === 'good' || answer.kind === 'moved';
  if (isFound && anchor !== undefined && missing.includes(anchor)) return { kind: 'no-anchor', anchor };
  if (answer.kind !== 'moved') return answer;
  return { kind: 'moved', to: `${answer.to}${/#.*$/s.exec(link)?.[0] ?? ''}` };
}

/** The headers that the settings name for a host, where the environment has them. */
function headersFor(host: string, { settings, environment }: LinkCheck): Record<string, string> {
  const name = host.replace(/:\d+$/, '');
  const named = { ...settings.headers[name], ...settings.headers[host] };
  return Object.fromEntries(
    Object.entries(named).flatMap(([header, variable]): [string, string][] => {
      const value = environment[variable];
      // A line break would begin another header.
      return value ? [[header, value.replace(/[\r\n]+/g, ' ').trim()]] : [];
    }),
  );
}
