import type { Rule } from '../rule.ts';
import { componentKnown } from './component-known.ts';
import { cronParses } from './cron-parses.ts';
import { dockerfileParses } from './dockerfile-parses.ts';
import { errorPatternSafe } from './error-pattern-safe.ts';
import { fenceClosed } from './fence-closed.ts';
import { fileIsText } from './file-is-text.ts';
import { frontmatterValid } from './frontmatter-valid.ts';
import { idUnique } from './id-unique.ts';
import { jsonParses } from './json-parses.ts';
import { linkResolves } from './link-resolves.ts';
import { logqlParses } from './logql-parses.ts';
import { mdxParses } from './mdx-parses.ts';
import { noEsm } from './no-esm.ts';
import { noExpression } from './no-expression.ts';
import { noInvisibleCharacters } from './no-invisible-characters.ts';
import { noSecret } from './no-secret.ts';
import { noUnsafeLink } from './no-unsafe-link.ts';
import { ownerKnown } from './owner-known.ts';
import { promqlParses } from './promql-parses.ts';
import { sectionRequired } from './section-required.ts';
import { sectionsInOrder } from './sections-in-order.ts';
import { serviceKnown } from './service-known.ts';
import { settingsValid } from './settings-valid.ts';
import { severityKnown } from './severity-known.ts';
import { snippetValid } from './snippet-valid.ts';
import { sqlParses } from './sql-parses.ts';
import { suppressionValid } from './suppression-valid.ts';
import { symptomFindable } from './symptom-findable.ts';
import { symptomPresent } from './symptom-present.ts';
import { symptomUnique } from './symptom-unique.ts';
import { titleUnique } from './title-unique.ts';
import { yamlParses } from './yaml-parses.ts';
import { yamlValid } from './yaml-valid.ts';

/** Every rule, by name. Add yours here; its page stands beside it. */
export const rules: readonly Rule[] = [
  componentKnown,
  cronParses,
  dockerfileParses,
  errorPatternSafe,
  fenceClosed,
  fileIsText,
  frontmatterValid,
  idUnique,
  jsonParses,
  linkResolves,
  logqlParses,
  mdxParses,
  noEsm,
  noExpression,
  noInvisibleCharacters,
  noSecret,
  noUnsafeLink,
  ownerKnown,
  promqlParses,
  sectionRequired,
  sectionsInOrder,
  serviceKnown,
  settingsValid,
  severityKnown,
  snippetValid,
  sqlParses,
  suppressionValid,
  symptomFindable,
  symptomPresent,
  symptomUnique,
  titleUnique,
  yamlParses,
  yamlValid,
];
