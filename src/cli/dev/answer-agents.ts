import type { RunbookDocument } from '../../machine/book-document.ts';
import { decodeAddress } from '../../runbook/links/link-paths.ts';
import type { OpenSite } from '../../site/open-site.ts';
import type { Place } from '../../site/places.ts';
import type { Answer } from '../../tools/serve-preview.ts';
import { isTwinned, openForAgents } from '../build/site-for-agents.ts';

/** A page as Markdown, or what a site has for other programs: made of the book as it stands. */
export async function answerAgents(
  address: string,
  site: OpenSite,
  listed: ReadonlyMap<string, Place>,
): Promise<Answer | undefined> {
  const agents = openForAgents(site, listed);
  const twinned = [...listed.values()].filter(isTwinned);
  const place = twinned.findLast(({ twin }) => decodeAddress(twin) === decodeAddress(address));
  if (place) return { status: 200, type: TYPES.md, body: (await agents.twin(place)).text };
  if (!FOR_AGENTS.test(address)) return undefined;
  const texts = new Map<string, string>();
  const documents = new Map<string, RunbookDocument>();
  for (const place of twinned) {
    const { text, runbook } = await agents.twin(place);
    texts.set(place.twin, text);
    if (runbook) documents.set(runbook.id, runbook);
  }
  const files = agents.files(documents, (twin) => texts.get(twin) ?? '');
  const found = files.find(({ file }) => `/${file}` === decodeAddress(address));
  const ending = found?.file.endsWith('.json') ? TYPES.json : TYPES.txt;
  return found ? { status: 200, type: ending, body: found.text } : undefined;
}

const FOR_AGENTS = /^\/(?:llms(?:-full)?\.txt|book\.json|book\/[^/]+\.json)$/;
const TYPES = {
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
} as const;
