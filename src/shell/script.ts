/** A half-open span of UTF-16 offsets into the text that was handed to `parseScript`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * How one shell reads the text where a variable stands. `bare` is split and globbed, `double` and
 * `here-document` expand only, `single`, `ansi-c` and `literal-here-document` keep every character,
 * `backtick` takes one level of backslashes away before anything else.
 */
export type Quote =
  | 'bare'
  | 'double'
  | 'single'
  | 'ansi-c'
  | 'backtick'
  | 'here-document'
  | 'literal-here-document'
  | 'arithmetic';

/** What a variable's value is used for. */
export type Place =
  'command' | 'argument' | 'assignment' | 'redirection' | 'here-document' | 'test' | 'other';

export type PartKind =
  | 'literal'
  | 'single'
  | 'double'
  | 'ansi-c'
  | 'variable'
  | 'command'
  | 'arithmetic'
  | 'process'
  | 'glob'
  | 'brace';

/** A stretch of one word that is quoted or expanded in one way. */
export interface Part {
  readonly kind: PartKind;
  readonly range: Range;
}

/** One word of a command. */
export interface Word {
  readonly range: Range;
  /** As written, quotes and all; placeholders unmasked. */
  readonly text: string;
  /** After quote removal; expansions stay as written, placeholders are runs of `_`. */
  readonly value: string;
  readonly parts: readonly Part[];
  /** The value is known only when the command runs: an expansion, a glob or a placeholder is in it. */
  readonly isDynamic: boolean;
  readonly hasPlaceholder: boolean;
}

export interface Assignment {
  readonly name: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** Absent for array values. */
  readonly value?: Word;
}

export interface Redirection {
  readonly operator: string;
  readonly range: Range;
  readonly target?: Word;
}

export interface HereDocument {
  readonly range: Range;
  readonly delimiter: string;
  /** A quoted delimiter (`<<'EOF'`) keeps `$X` as it is. */
  readonly isLiteral: boolean;
  readonly isTerminated: boolean;
  readonly bodyRange: Range;
}

/** A script inside a command's argument or here-document: `bash -c '…'`, `ssh host "…"`. */
export interface NestedScript {
  /** Runs on another machine, in a container or as another user. */
  readonly isElsewhere: boolean;
  /** The wrapper that runs it, as a person would name it: `bash -c`, `ssh`. */
  readonly via: string;
  readonly quote: Quote;
  readonly script: Script;
}

/** A simple command: a program, its words and where its input and output go. */
export interface Command {
  readonly range: Range;
  readonly assignments: readonly Assignment[];
  /** The program's name first; empty for a bare assignment or redirection. */
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
  readonly hereDocuments: readonly HereDocument[];
  readonly nested: readonly NestedScript[];
  /** How many `$( … )`, backticks or `<( … )` stand around it within its script. */
  readonly depth: number;
  /** Its standard input is a pipe, a file or a here-document: it does not read the keyboard. */
  readonly isFed: boolean;
  /** The script does not wait for it: `&` stands after it, or after what it is part of. */
  readonly isBackground: boolean;
}

/** A `$X` or `${X…}` in the text, with what is needed to put a value there safely. */
export interface VariableUse {
  readonly name: string;
  /** The whole expansion, `${X:-1}` with its braces. */
  readonly range: Range;
  /** `${X:-…}`, `${X-…}`, `${X:=…}`, `${X:+…}`: an unset X does no harm. */
  readonly hasDefault: boolean;
  /** `${X:?…}`: an unset X stops the script with a message. */
  readonly isRequired: boolean;
  /** The whole expansion is only the name: `$X` or `${X}`, so a value can stand in its place. */
  readonly isPlain: boolean;
  /** False where no shell expands it: `'$X'`, a quoted here-document. */
  readonly isExpanded: boolean;
  /** Expanded on another machine or in a container, whose environment the text does not show. */
  readonly isElsewhere: boolean;
  /** Inside another expansion's braces or in arithmetic, where quotes do not mean what they mean outside. */
  readonly isEnclosed: boolean;
  /**
   * The quoting of every shell that reads the text, outermost first: `bash -c 'echo "$X"'` gives
   * `['single', 'double']`. A `$( … )` starts its quoting anew and adds no layer; backticks add one.
   */
  readonly layers: readonly Quote[];
  /** Index into `layers` of the shell that expands it; -1 when none does. */
  readonly level: number;
  readonly place: Place;
  /** `--name=` when the word begins with that flag. */
  readonly afterFlag?: string;
}

export type BindingKind =
  | 'assignment'
  | 'prefix'
  | 'declaration'
  | 'for'
  | 'read'
  | 'default'
  | 'printf'
  | 'mapfile'
  | 'getopts'
  | 'arithmetic'
  | 'descriptor';

/** A place where a variable gets its value. A `prefix` one holds only for its own command. */
export interface Binding {
  readonly name: string;
  readonly range: Range;
  readonly kind: BindingKind;
}

export type PlaceholderForm = 'angle' | 'square' | 'curly' | 'capitals' | 'crosses' | 'ellipsis';

/** Text that stands for something the reader must fill in. */
export interface Placeholder {
  readonly form: PlaceholderForm;
  readonly range: Range;
  readonly text: string;
  /** The words inside the brackets, or the whole text: a first idea for a param's name. */
  readonly name: string;
}

export interface ScriptError {
  readonly message: string;
  readonly range: Range;
  /** More text could still complete it: an open quote, an open here-document, an open `if`. */
  readonly isUnfinished: boolean;
}

/** `A=x cmd $A`: the command sees the old value of A. */
export interface PrefixAssignment {
  readonly assignment: Assignment;
  readonly use: Range;
}

/** A parsed shell text. Every range is an offset into the text given to `parseScript`. */
export interface Script {
  readonly range: Range;
  /** Every simple command of this shell in source order, those inside `$( … )` too. */
  readonly commands: readonly Command[];
  /** What `&` leaves running while the script goes on. */
  readonly background: readonly Range[];
  /** Loops that go on until they are stopped, as `while true`, and `select`, which asks a person. */
  readonly loops: readonly {
    readonly call: string;
    readonly for: 'stop' | 'person';
    readonly range: Range;
  }[];
  /** Commands that are joined by `|`, as indices into `commands`, first to last. */
  readonly pipelines: readonly (readonly number[])[];
  /** Loops and groups with redirections of their own, which hold for every command inside: `{ … } > f`. */
  readonly groups: readonly Pick<Command, 'range' | 'redirections' | 'hereDocuments'>[];
  /** Names of the functions defined here: they are commands too. */
  readonly functions: readonly string[];
  readonly uses: readonly VariableUse[];
  readonly bindings: readonly Binding[];
  readonly prefixAssignments: readonly PrefixAssignment[];
  /** `source`, `.`, `eval` and `set -a` can bring in variables that the text does not show. */
  readonly loadsVariables: boolean;
  readonly placeholders: readonly Placeholder[];
  readonly errors: readonly ScriptError[];
}
