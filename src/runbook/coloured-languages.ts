/**
 * Names of languages that opsbook only colours, or shows as they are: what authors of runbooks call programs,
 * settings, markup and data. The names that Shiki knows are all here; a test holds them.
 */
export const COLOURED_LANGUAGES: readonly string[] = `
  1c 1c-query abap actionscript-3 actionscript ada adoc ahk ahk1 ahk2 angular-html angular-ts ansi apache
  apacheconf apex apl applescript ara arduino as3 asciidoc asm assembly astro awk ballerina bash-output bat batch
  be beancount berry bibtex bicep bird bird2 blade bsl c c# c++ c3 cadence caddy caddyfile cairo cdc cel cfg
  chapel chpl cisco cjs clarity clj clojure cmake cmd cobol code codeowners codeql coffee coffeescript
  common-lisp conf config coq cpp cql crystal cs csharp css cts csv cue cypher d dart dax desktop diff dosbatch
  dot dotenv dream-maker dts edge editorconfig elisp elixir elm emacs-lisp env erb erl erlang esql excel f f# f03
  f08 f18 f77 f90 f95 fennel fish fluent flux for fortran-fixed-form fortran-free-form fs fsharp fsl ftl gcode
  gd closure-templates gdresource gdscript gdshader genie gherkin git git-commit git-rebase gitattributes gitconfig gitignore gjs gleam
  glimmer-js glimmer-ts glsl gn gnuplot go go-template golang gotmpl gotemplate gql graphql graphviz groovy gts
  hack haml handlebars haproxy haskell haxe hbs hcl helm hjson hlsl hosts hs htaccess html html-derivative http
  https hurl hxml hy imba influxql ini iptables jade java javascript jenkinsfile jinja jinja2 jison jl jmespath
  js json5 jsonc jsonnet jsonpath jsx jssm julia junos just justfile kdl kotlin kql kt kts kusto latex lean lean4 less
  liquid lisp lit llvm log logfile logo logs logstash lua luau m3u make makefile man markdown marko matlab mbt mbti
  md mdc mdx mediawiki mermaid mips mipsasm mjs mmd mojo mongo mongodb mongosh moonbit move mql mts mustache nar
  narrat nextflow nextflow-groovy nf nft nftables nginx nginxconf nim nix no-highlight nohighlight none nsis nu nushell objc objective-c objective-cpp
  ocaml odin openscad org osquery pascal patch pem perl perl6 php pkl plaintext plain plantuml plist plpgsql
  plsql po pod polar postcss pot potx powerquery powershell prisma procfile prolog properties proto protobuf ps
  ps1 pug puml puppet purescript pwsh py python python3 ql qml qmldir qss r racket raku razor rb rbs reg regex
  regexp rego rel requirements riscv robots rockylinux ron rosmsg routeros rs rst ruby ruby-signature rust rsyslog
  s sas sass scad scala scheme scss sdbl sed service shader shaderlab sigma smalltalk smithy snippet snort solidity
  soy sparql spl splunk sqlite ssh-config sshconfig ssh_config stata starlark styl stylus sudoers surql surrealql
  svelte svg swift system-verilog systemd systemverilog talon talonscript tasl tcl templ terminal terraform tex text tf
  tfvars tmux toml traefik tree tres ts ts-tags tscn tsp tsql tsv tsx turtle twig txt typ typescript typespec
  typst uri url v vala vb vbnet vbscript vcl verilog vhdl vim viml vimrc vimscript vtl vue vue-html vue-vine vy
  vyper wasm wenyan wgsl wiki wikitext wit wl wolfram x509 xml xsl yang yara zenscript zig 文言
`
  .trim()
  .split(/\s+/);
