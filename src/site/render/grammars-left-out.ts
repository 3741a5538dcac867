/**
 * Grammars of Shiki that opsbook does not bring: languages in which nobody writes what is run on a server. They are
 * half of the bytes of all grammars, one of them a fifth. A fence in such a language is shown in one colour.
 */
export const GRAMMARS_LEFT_OUT: ReadonlySet<string> = new Set(
  `
  abap actionscript-3 ada ahk ahk2 angular-html angular-inline-style angular-inline-template angular-ts apex apl
  ballerina beancount blade bsl c3 cadence cairo clarity codeql common-lisp cobol crystal d dax dream-maker elm
  emacs-lisp fortran-fixed-form fortran-free-form gdresource gdscript glimmer-js glimmer-ts hack haxe hlsl hxml imba
  marko mdc mojo move narrat nsis objective-c objective-cpp org prolog purescript qss racket razor sas
  shaderlab smalltalk solidity stata swift system-verilog templ typespec typst vhdl vue-vine vyper wikitext wolfram
  `
    .trim()
    .split(/\s+/),
);
