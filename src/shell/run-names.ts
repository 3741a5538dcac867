/**
 * Names whose value is run, whatever has them. Each stands once, with all places where it says so: `k` the key of a
 * manifest, a CI file or a unit (`before_script:`), `f` a flag (`--post-hook`), `s` a setting that a tool keeps
 * (`config set script-shell`). A name counts as the last word of a longer one.
 */
const RUN_NAMES: Readonly<Record<string, string>> = {
  command: 'kfs',
  cmd: 'kfs',
  exec: 'kfs',
  script: 'kfs',
  entrypoint: 'kf',
  args: 'kf',
  run: 'k',
  postrotate: 'k',
  prerotate: 'k',
  userdata: 'k',
  'user-data': 'k',
  extcmd: 'f',
  toolexec: 'f',
  execute: 'f',
  eval: 'f',
  rsh: 'f',
  renderer: 'f',
  handler: 'f',
  preview: 'f',
  hook: 'fs',
  shell: 'fs',
  program: 'fs',
  pager: 'fs',
  editor: 'fs',
  askpass: 'fs',
  helper: 's',
  viewer: 's',
  browser: 's',
};

function namesFor(place: string): string {
  return Object.keys(RUN_NAMES)
    .filter((name) => RUN_NAMES[name]?.includes(place))
    .join('|');
}

/** A file by its name, as a key too: a program, or SQL that a database runs at its start. */
const SCRIPT_FILE = '[\\w.-]{0,60}\\.(?:sh|bash|zsh|ksh|py|pl|rb|js|mjs|cjs|ts|lua|php|ps1|sql|awk|cron)';

/** A key whose value is run, as a part of a pattern. */
export const RUN_KEY = `(?:(?:[a-z]{1,20}[_-]){0,3}(?:${namesFor('k')})|${SCRIPT_FILE})`;

const RUN_FLAG = new RegExp(`^--?(?:[a-z\\d]{1,20}-){0,4}(?:${namesFor('f')})$`, 'i');
const RUN_SETTING = new RegExp(`(?:${namesFor('s')})s?$`, 'i');
// `run.sh=`, `--from-literal=run.sh=`, `startup-script=`; not `run=`, `args=`.
const RUN_ITEM = new RegExp(
  `^(?:--[\\w-]{1,40}=)?(?:[\\w.\\\\-]{1,60})?(?:${SCRIPT_FILE}|(?:[a-z]{1,20}[_-]){1,3}(?:command|cmd|script)|user-?data)=`,
  'i',
);

/** `--post-hook`, `--health-cmd`, `--rsh-command`, `-toolexec`: a flag whose value is run, whatever program has it. */
export function isRunFlag(flag: string): boolean {
  return RUN_FLAG.test(flag);
}

/** `core.editor`, `script-shell`: a setting whose value is run. */
export function isRunSetting(key: string): boolean {
  return RUN_SETTING.test(key);
}

/** The text before a variable without a key whose value is run somewhere: `run.sh=ls ` is `ls `; undefined for any other. */
export function afterRunItem(before: string): string | undefined {
  const found = RUN_ITEM.exec(before);
  return found ? before.slice(found[0].length) : undefined;
}
