import type { Root } from 'mdast';
import type { Unread } from '../dialects/dialect.ts';
import type { Fault } from '../finding.ts';
import type { YamlText } from '../yaml/yaml.ts';

/** What the grammars of Markdown and YAML make of a page's text: plain data, and most of the time a parse takes. */
export interface PageReading {
  readonly tree: Root;
  readonly faults: readonly Fault[];
  readonly unread: readonly Unread[];
  readonly yaml: Omit<YamlText, 'locate' | 'written'>;
}

/**
 * Readings of texts seen before. Asked by the text itself, so that nothing in it can be out of date; `form` says what
 * it is read as.
 */
export interface PageMemory {
  recall(text: string, form: string): PageReading | undefined;
  keep(text: string, form: string, reading: PageReading): void;
  /** Keeps for the next time what was recalled and kept this time. */
  save(): Promise<void>;
}
