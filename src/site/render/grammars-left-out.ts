/**
 * Grammars of Shiki that opsbook does not bring: languages in which nobody writes what is run on a server. They are
 * half of the bytes of all grammars, one of them a fifth. A fence in such a language is shown in one colour.
 */
export const GRAMMARS_LEFT_OUT: ReadonlySet<string> = new Set(
  `
  abap actionscript-3 ada ahk ahk2 angular-html angular-inline-style angular-inline-template angular-ts apex apl asm
  ballerina beancount blade bsl c3 cadence cairo clarity codeql coffee common-lisp cobol cpp crystal d dax dream-maker elm
  emacs-lisp fortran-fixed-form fortran-free-form gdresource gdscript glimmer-js glimmer-ts hack haskell haxe hlsl hxml imba latex less
  marko mdc mojo move narrat nsis objective-c objective-cpp org prolog purescript qss racket razor sas
  shaderlab smalltalk solidity stata stylus swift system-verilog templ typespec typst vhdl vue-vine vyper wikitext wolfram
  `
    .trim()
    .split(/\s+/),
);
