/**
 * Grammars of Shiki that opsbook does not bring: languages in which nobody writes what is run on a server. They are
 * more than half of the bytes of all grammars, one of them a fifth. A fence in such a language is shown in one colour.
 */
export const GRAMMARS_LEFT_OUT: ReadonlySet<string> = new Set(
  `
  abap actionscript-3 ada ahk ahk2 angular-html angular-inline-style angular-inline-template angular-ts apex apl
  applescript ara asciidoc asm astro ballerina beancount blade bsl c3 cadence cairo chapel clarity cobol codeql
  coffee common-lisp coq cpp crystal d dart dax dream-maker elm emacs-lisp fortran-fixed-form fortran-free-form
  fsharp gdresource gdscript gherkin glimmer-js glimmer-ts gnuplot hack haml handlebars haskell haxe hlsl hxml imba
  jison jsx julia latex lean less liquid llvm luau marko matlab mdc mojo move narrat nim nsis objective-c
  objective-cpp ocaml odin org postcss prolog pug purescript qss racket raku razor riscv sas sass scheme scss sdbl
  shaderlab smalltalk solidity stata stylus svelte swift system-verilog templ tex ts-tags tsx twig typespec typst v
  vb verilog vhdl viml vue vue-vine vyper wikitext wit wolfram
  `
    .trim()
    .split(/\s+/),
);
