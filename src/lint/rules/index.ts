import type { Rule } from '../rule.ts';
import { alertFactsAgree } from './alert-facts-agree.ts';
import { alertHasRunbook } from './alert-has-runbook.ts';
import { alertKnown } from './alert-known.ts';
import { alertLabelsFill } from './alert-labels-fill.ts';
import { alertRulesValid } from './alert-rules-valid.ts';
import { alertUnreachable } from './alert-unreachable.ts';
import { aliasValid } from './alias-valid.ts';
import { bookHasPages } from './book-has-pages.ts';
import { changeHasRollback } from './change-has-rollback.ts';
import { changeIsVerified } from './change-is-verified.ts';
import { changedSinceReview } from './changed-since-review.ts';
import { codeownersValid } from './codeowners-valid.ts';
import { commandKnown } from './command-known.ts';
import { componentKnown } from './component-known.ts';
import { cronParses } from './cron-parses.ts';
import { dashboardKnown } from './dashboard-known.ts';
import { destroyIsGuarded } from './destroy-is-guarded.ts';
import { dialectKnown } from './dialect-known.ts';
import { dockerfileParses } from './dockerfile-parses.ts';
import { draftWritten } from './draft-written.ts';
import { errorPatternSafe } from './error-pattern-safe.ts';
import { fenceClosed } from './fence-closed.ts';
import { fenceLanguageFits } from './fence-language-fits.ts';
import { fenceLanguageKnown } from './fence-language-known.ts';
import { fileIsText } from './file-is-text.ts';
import { fileNameWorks } from './file-name-works.ts';
import { frontmatterValid } from './frontmatter-valid.ts';
import { idUnique } from './id-unique.ts';
import { jqParses } from './jq-parses.ts';
import { jsonParses } from './json-parses.ts';
import { linkResolves } from './link-resolves.ts';
import { logqlParses } from './logql-parses.ts';
import { mdxParses } from './mdx-parses.ts';
import { nameKnown } from './name-known.ts';
import { noEsm } from './no-esm.ts';
import { noExpression } from './no-expression.ts';
import { noInvisibleCharacters } from './no-invisible-characters.ts';
import { noPipeToShell } from './no-pipe-to-shell.ts';
import { noPlaceholder } from './no-placeholder.ts';
import { noSecret } from './no-secret.ts';
import { noShellPrompt } from './no-shell-prompt.ts';
import { noUnsafeLink } from './no-unsafe-link.ts';
import { ownerActive } from './owner-active.ts';
import { ownerAgrees } from './owner-agrees.ts';
import { ownerKnown } from './owner-known.ts';
import { paramNeedsPattern } from './param-needs-pattern.ts';
import { paramPattern } from './param-pattern.ts';
import { paramUsed } from './param-used.ts';
import { prefixAssignment } from './prefix-assignment.ts';
import { promqlParses } from './promql-parses.ts';
import { reviewCurrent } from './review-current.ts';
import { reviewDateValid } from './review-date-valid.ts';
import { reviewNotBulk } from './review-not-bulk.ts';
import { riskDeclared } from './risk-declared.ts';
import { runbookReachable } from './runbook-reachable.ts';
import { runbookUrlResolves } from './runbook-url-resolves.ts';
import { sectionRequired } from './section-required.ts';
import { sectionsInOrder } from './sections-in-order.ts';
import { serviceKnown } from './service-known.ts';
import { settingsValid } from './settings-valid.ts';
import { severityKnown } from './severity-known.ts';
import { shellParses } from './shell-parses.ts';
import { shellcheck } from './shellcheck.ts';
import { snippetValid } from './snippet-valid.ts';
import { sqlParses } from './sql-parses.ts';
import { stepIsVague } from './step-is-vague.ts';
import { suppressionValid } from './suppression-valid.ts';
import { symptomFindable } from './symptom-findable.ts';
import { symptomPresent } from './symptom-present.ts';
import { symptomUnique } from './symptom-unique.ts';
import { terminalDeclared } from './terminal-declared.ts';
import { titleUnique } from './title-unique.ts';
import { urlAnswers } from './url-answers.ts';
import { valueCanBeAnOption } from './value-can-be-an-option.ts';
import { valueHasNoPlace } from './value-has-no-place.ts';
import { variableDeclared } from './variable-declared.ts';
import { yamlParses } from './yaml-parses.ts';
import { yamlValid } from './yaml-valid.ts';

/** Every rule, by name. Add yours here; its page stands beside it. */
export const rules: readonly Rule[] = [
  alertFactsAgree,
  alertHasRunbook,
  alertKnown,
  alertLabelsFill,
  alertRulesValid,
  alertUnreachable,
  aliasValid,
  bookHasPages,
  changeHasRollback,
  changeIsVerified,
  changedSinceReview,
  codeownersValid,
  commandKnown,
  componentKnown,
  cronParses,
  dashboardKnown,
  destroyIsGuarded,
  dialectKnown,
  dockerfileParses,
  draftWritten,
  errorPatternSafe,
  fenceClosed,
  fenceLanguageFits,
  fenceLanguageKnown,
  fileIsText,
  fileNameWorks,
  frontmatterValid,
  idUnique,
  jqParses,
  jsonParses,
  linkResolves,
  logqlParses,
  mdxParses,
  nameKnown,
  noEsm,
  noExpression,
  noInvisibleCharacters,
  noPipeToShell,
  noPlaceholder,
  noSecret,
  noShellPrompt,
  noUnsafeLink,
  ownerActive,
  ownerAgrees,
  ownerKnown,
  paramNeedsPattern,
  paramPattern,
  paramUsed,
  prefixAssignment,
  promqlParses,
  reviewCurrent,
  reviewDateValid,
  reviewNotBulk,
  riskDeclared,
  runbookReachable,
  runbookUrlResolves,
  sectionRequired,
  sectionsInOrder,
  serviceKnown,
  settingsValid,
  severityKnown,
  shellParses,
  shellcheck,
  snippetValid,
  sqlParses,
  stepIsVague,
  suppressionValid,
  symptomFindable,
  symptomPresent,
  symptomUnique,
  terminalDeclared,
  titleUnique,
  urlAnswers,
  valueCanBeAnOption,
  valueHasNoPlace,
  variableDeclared,
  yamlParses,
  yamlValid,
];
