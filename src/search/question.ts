/** What somebody asks who does not describe a symptom. */
export interface Question {
  /** `start`: what to do first; `team`: whom to call; `owner`: who answers for something; `severity`: what one means. */
  readonly asks: 'start' | 'team' | 'owner' | 'severity';
  /** What it is asked about, in small letters; empty for `start` and `team`. */
  readonly about: string;
}

const EVERYTHING = [
  'everything',
  'all',
  'it all',
  'prod',
  'production',
  'the site',
  'the whole site',
  'the house',
];
const BURNS = [
  'is on fire',
  'on fire',
  'is burning',
  'is down',
  'is broken',
  'is failing',
  'is red',
  'went down',
];

const START: ReadonlySet<string> = new Set([
  ...EVERYTHING.flatMap((what) => BURNS.map((burns) => `${what} ${burns}`)),
  ...['help', 'help me', 'sos', 'fire', 'panic', 'incident', 'outage', 'major incident', 'on fire'],
  ...['what now', 'what do i do', 'what should i do', 'what do we do', 'what to do', 'what do i do now'],
  ...['what do i do first', 'what to do first', 'what should i do first', 'first steps', 'where do i start'],
  ...[
    'where do we start',
    'where to start',
    'where should i start',
    'where do i begin',
    'start here',
    'start',
  ],
  ...['i was paged', 'i got paged', 'i have been paged', 'i am on call', 'i am new here', 'nothing works'],
  ...['declare an incident', 'how do i declare an incident', 'open an incident', 'start an incident'],
]);

const TEAM: ReadonlySet<string> = new Set([
  ...['who do i call', 'who do i page', 'who do i ask', 'who do i contact', 'whom do i call', 'who can help'],
  ...[
    'who should i call',
    'who should i page',
    'who to call',
    'whom to call',
    'who to page',
    'who can i call',
  ],
  ...['who do we call', 'who is on call', 'who is oncall', 'on call', 'oncall', 'who is responsible'],
  ...['who answers', 'who owns this', 'who owns what', 'contact', 'contacts', 'phone number', 'escalate'],
  ...['escalation', 'how do i escalate', 'who do i escalate to', 'whom do i escalate to', 'teams', 'owners'],
]);

/** Each is followed by what it is asked about. */
const OWNER = [
  ...[
    'who owns',
    'who is the owner of',
    'owner of',
    'which team owns',
    'whose is',
    'who runs',
    'who maintains',
  ],
  ...['who looks after', 'who answers for', 'who is responsible for', 'who is on call for', 'on call for'],
  ...[
    'who do i call for',
    'who do i call about',
    'who do i ask about',
    'who do i page for',
    'whom do i call for',
  ],
  ...['who to call for', 'who to page for', 'team of', 'team for', 'contact for', 'contact of'],
];

/** What is asked about may come first: `redis owner`. */
const OWNER_LAST = / (?:owners?|owned by(?: whom)?|contacts?)$/;

const SEVERITY = [
  'what is a',
  'what is an',
  'what is',
  'what does',
  'how bad is',
  'how urgent is',
  'severity',
];

/** Longer texts describe something. */
const MOST_LETTERS = 80;

/** Reads a question of a few words; undefined for everything else. */
export function readQuestion(text: string): Question | undefined {
  if (text.length > MOST_LETTERS) return undefined;
  const asked = plain(text);
  if (START.has(asked)) return { asks: 'start', about: '' };
  if (TEAM.has(asked)) return { asks: 'team', about: '' };
  const owned = restAfter(asked, OWNER);
  if (owned !== undefined) return { asks: 'owner', about: owned };
  if (OWNER_LAST.test(asked)) return { asks: 'owner', about: asked.replace(OWNER_LAST, '') };
  const severity = restAfter(asked, SEVERITY);
  if (severity !== undefined) return { asks: 'severity', about: severity.replace(/ means?$/, '') };
  return undefined;
}

/** `Who's on call?!` as `who is on call`. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?<=\w)['’]s\b/g, ' is')
    .replace(/(?<=\bi)['’]m\b/g, ' am')
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
    .replace(/\bon-call\b/g, 'on call')
    .trim();
}

function restAfter(asked: string, beginnings: readonly string[]): string | undefined {
  const begun = beginnings.find((beginning) => asked.startsWith(`${beginning} `));
  if (begun === undefined) return undefined;
  return asked.slice(begun.length + 1).replace(/^(?:the|our|a|an) /, '') || undefined;
}
