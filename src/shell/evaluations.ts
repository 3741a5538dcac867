/** The ways in which a shell takes the value of a variable by its name alone, and evaluates or runs it. */
const WAYS: readonly RegExp[] = [
  // `((X))`, `$((X))`, `$[X]`, `let Y=X`.
  /\(\(|\$\[|\blet\s/,
  // `declare -i X`, `local -n X=Y`; zsh's and ksh's words for them.
  /\b(?:declare|local|typeset|export|readonly)\b[^;|&\n]{0,80}\s-\w{0,8}[in]/,
  /\b(?:integer|float|nameref)\s/,
  // Variables that hold whole numbers from the start.
  /(?<![\w${])(?:RANDOM|SRANDOM|OPTIND|HISTCMD|BASHPID)\b/,
  // `${A[X]}`, `A[X]=1`, `unset "A[X]"`, `exec {A[X]}>f`.
  // A number as it is does nothing: `[0]`, `[-1]`, `[@]`; nor does what begins with `?`.
  /\$?\{[#!]?\w{1,60}\[(?!\]|[@*]\]|\?|-?\d{1,9}\])/,
  /(?:^|[\s;&|({"'`])\w{1,60}\[(?!\]|[@*]\]|\?|-?\d{1,9}\])[^\]\n]{1,80}\]["']?\+?=/,
  /\b(?:unset|read|printf|declare|local|typeset|export|readonly|mapfile|readarray|getopts|wait)\b[^;|&\n]{0,100}\w\[(?!\]|[@*]\]|\?|-?\d{1,9}\])/,
  /\s-v\s{1,9}["']?\w{1,60}\[(?!\]|[@*]\]|\?|-?\d{1,9}\])/,
  // `read "$1"`, `printf -v "$1"`: a name like `a[X]` from elsewhere.
  /\b(?:unset|read|mapfile|readarray|printf -v|wait -p)\b[^;|&<\n"'$]{0,60}["']?\$/,
  // `${S:X}`, `${S:1:X}`; not `${S:-X}`, `${S:0:3}`.
  /\$\{(?:!?\w{1,60}|[@*])(?:\[[^\]\n]{0,60}\])?:(?![-+=?])(?![\d\s:-]{0,20}\})/,
  // `${!X}`, `${X@P}`, zsh's `${(e)X}`; a text that is expanded once more.
  /\$\{!|@P\}|\$\{\(/,
  /\b(?:PS[0-4]|PROMPT_COMMAND)=|\bcompgen\b/,
  // `eval "X=\$$N"`.
  /\\\$\{?\$|'\$'"?\$|"\$"\$|'\$\{'"?\$|\\\$\{?\{\}|\$\\?\{?\{\}/,
  // Their `[`, `printf` and subscripts evaluate what bash's do not.
  /\b(?:zsh|r?ksh\d{0,4}|mksh|yash)\b/,
];

/**
 * Whether a script has a shell evaluate variables by their names: with `N=X; ((N))`, what X holds is evaluated, and
 * with `a[$(cmd)]` in it, cmd is run.
 */
export function evaluatesNames(source: string): boolean {
  return WAYS.some((way) => way.test(source)) || (source.includes('[[') && COMPARES.test(source));
}

const COMPARES = /\s-(?:eq|ne|lt|le|gt|ge)\s/;
