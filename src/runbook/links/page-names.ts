/** What is wrong with a name that a page's address is made of. */
export interface NameFault {
  /** The end of a sentence that begins with what to do. */
  readonly reason: string;
  /** False where no page can have it: another page, or another folder, stands there. */
  readonly hasPage: boolean;
  /** A name that works on the site and yet not everywhere that the book is. */
  readonly isElsewhere: boolean;
}

/** Longest name of a folder, in bytes, that ext4, APFS and NTFS hold. */
const MOST_BYTES = 255;

/** Longest path of a page, in bytes: servers and proxies take addresses of 2,000 characters, systems paths of 4,096. */
const MOST_IN_ALL = 1000;

/** Longest name that is safe in archives and in folders that are encrypted. */
const SAFE_BYTES = 200;

// Direction and width: what `no-invisible-characters` reports in a command. U+200C and U+200D stand in words and emoji.
const UNSEEN = /[\u200B\u2060\uFEFF\u00AD\u180E\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/;

// The names of devices in Windows, with any ending: `con`, `aux.old`; not `console`.
const DEVICE = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i;

/**
 * Why an id cannot be the address of a page, or not everywhere; undefined when it can.
 * @param id its parts between `/` become folders of the site
 */
export function pageNameFault(id: string): NameFault | undefined {
  if (bytes(id) > MOST_IN_ALL)
    return noPage(`its path has more than ${MOST_IN_ALL} bytes, which not every server takes`);
  const faults = id.split('/').flatMap((part) => partFault(part) ?? []);
  return (
    faults.find(({ hasPage }) => !hasPage) ?? faults.find(({ isElsewhere }) => !isElsewhere) ?? faults[0]
  );
}

/** Whether a site can have a page of this id. */
export function isPageName(id: string): boolean {
  return pageNameFault(id)?.hasPage !== false;
}

/** What two names have in common that some file systems hold to be one: case, and how accents are written. */
export function nameKey(id: string): string {
  return id.normalize('NFC').toLowerCase().normalize('NFC');
}

function partFault(part: string): NameFault | undefined {
  if (part === '') return noPage('it is empty');
  if (part === '.' || part === '..') return noPage(`in every address \`${part}\` leads to another folder`);
  if (/^index\.html$/i.test(part)) return noPage(`servers show \`${part}\` as the page of its folder`);
  if (bytes(part) > MOST_BYTES)
    return noPage(`it has more than the ${MOST_BYTES} bytes that a file system holds`);
  if (/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/.test(part))
    return { ...HERE, reason: 'it holds a line break or another control character' };
  if (UNSEEN.test(part)) return { ...HERE, reason: 'it holds a character that nobody sees' };
  if (part.includes('\\')) return { ...HERE, reason: 'Windows and some servers take its `\\` for a `/`' };
  return elsewhereFault(part);
}

function elsewhereFault(part: string): NameFault | undefined {
  const character = /[<>:"|?*]/.exec(part)?.[0];
  if (character !== undefined)
    return { ...ELSEWHERE, reason: `Windows cannot hold a name with \`${character}\`` };
  if (/[. ]$/.test(part)) return { ...ELSEWHERE, reason: 'Windows drops the dot or space at its end' };
  if (DEVICE.test(part)) return { ...ELSEWHERE, reason: 'in Windows it is the name of a device' };
  if (bytes(part) > SAFE_BYTES)
    return {
      ...ELSEWHERE,
      reason: `it has more than ${SAFE_BYTES} bytes, which not every file system holds`,
    };
  return undefined;
}

const HERE = { hasPage: true, isElsewhere: false };
const ELSEWHERE = { hasPage: true, isElsewhere: true };

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

function noPage(reason: string): NameFault {
  return { reason, hasPage: false, isElsewhere: false };
}
