import type { Nodes } from 'mdast';
import type {} from 'mdast-util-mdx';
import { describe, expect, test } from 'vitest';
import type { DialectId } from '../../../src/runbook/dialects/dialect.ts';
import { readTree } from '../../../src/runbook/dialects/index.ts';
import { walk } from '../../../src/runbook/read/walk.ts';

/** A tree in short: `Warning[Careful]( p("Do this") )`. */
function outline(node: Nodes): string {
  const inside = 'children' in node ? node.children.map(outline).join(' ') : '';
  switch (node.type) {
    case 'root':
      return inside;
    case 'text':
      return node.value;
    case 'mdxJsxFlowElement': {
      const [first] = node.attributes;
      return `${node.name ?? ''}[${String(first?.value ?? '')}](${inside})`;
    }
    case 'code':
      return `code:${node.lang ?? ''}(${node.value})`;
    case 'image':
    case 'link':
      return `${node.type}:${node.url}(${inside})`;
    case 'heading':
      return `#${node.data?.anchor ?? ''}(${inside})`;
    default:
      return `${node.type}(${'value' in node ? node.value : inside})`;
  }
}

const read = (text: string, isMdx = false): string => outline(readTree(text, isMdx).tree);

describe('a page is read in the dialect it was written in', () => {
  test.each<[string, string, string]>([
    ['GitHub', '> [!WARNING]\n> Do not', 'Warning[Warning](paragraph(Do not))'],
    ['GitHub, its title', '> [!caution] Mind\n>\n> Do not', 'Warning[Mind](paragraph(Do not))'],
    [
      'GitHub, all on one line',
      '> [!TIP] Only `a` in b\n\n> [!NOTE] c',
      'Note[Tip](paragraph(Only  inlineCode(a)  in b)) Note[Note](paragraph(c))',
    ],
    ['Obsidian, a kind of its own', '> [!compatibility] Desktop\n> a', 'Note[Desktop](paragraph(a))'],
    ['a quote that is none', '> [!x]\n> y', 'blockquote(paragraph([!x]\ny))'],
    [
      'MkDocs',
      '!!! danger "Off"\n    text\n\n    ```sh\n    ls\n    ```',
      'Danger[Off](paragraph(text) code:sh(ls))',
    ],
    [
      'MkDocs, a template at the left edge of a fence',
      '!!! note\n    ```yaml\n    a:\n{%- if b() == "c" %}\n      - d\n{%- endif %}\n    ```\n\n    e',
      'Note[Note](code:yaml(a:\n{%- if b() == "c" %}\n  - d\n{%- endif %}) paragraph(e))',
    ],
    [
      'MkDocs, a template behind such a fence',
      '- a\n\n    ```sh\n    ls\n    ```\n{% if b %}\n\nc',
      'list(listItem(paragraph(a) code:sh(ls))) paragraph(c)',
    ],
    [
      'MkDocs, a title with a link',
      '!!! note "Part of [A](a.md)"\n    b',
      'Note[Note](paragraph(Part of  link:a.md(A)) paragraph(b))',
    ],
    [
      'MkDocs, below a line of text',
      'a\n!!! note\n    b\nc',
      'paragraph(a) Note[Note](paragraph(b)) paragraph(c)',
    ],
    [
      'MkDocs, in a list',
      '- a\n\n    ??? tip\n        b',
      'list(listItem(paragraph(a) Note[Tip](paragraph(b))))',
    ],
    [
      'MkDocs, tabs',
      '=== "A"\n\n    a\n\n=== "B"\n\n    b',
      'html(<a id="a"></a>) html(<a id="b"></a>) Tabs[](Tab[A](paragraph(a)) Tab[B](paragraph(b)))',
    ],
    [
      'MkDocs, tabs whose names are a heading, or the same again',
      '# Mac OS\n\n=== "Mac OS"\n\n    a\n\nx\n\n=== "B 1.2"\n\n    b\n\ny\n\n=== "B 1.2"\n\n    c',
      '#(Mac OS) Tabs[](Tab[Mac OS](paragraph(a))) paragraph(x) html(<a id="b-12"></a>) Tabs[](Tab[B 1.2](paragraph(b))) paragraph(y) Tabs[](Tab[B 1.2](paragraph(c)))',
    ],
    ['MkDocs, an anchor', '[](){#ref-jobs}\n## Jobs', 'html(<a id="ref-jobs"></a>) #(Jobs)'],
    ['MkDocs, an anchor in a line', 'a [](){ #v1.0 } b', 'paragraph(a  html(<a id="v1.0"></a>)  b)'],
    [
      'MkDocs, references to anchors',
      'See [the `sq` tool][ref-sq] and [jobs][ref-jobs].',
      'paragraph(See  link:#ref-sq(the  inlineCode(sq)  tool)  and  link:#ref-jobs(jobs) .)',
    ],
    [
      'a reference with an address',
      '[a][ref-b]\n\n[ref-b]: c.md',
      'paragraph(linkReference(a)) definition()',
    ],
    ['brackets that are none', 'x[0][ref-b] y][ref-c]', 'paragraph(x link:#ref-b(0)  y][ref-c])'],
    [
      'MkDocs, a piece of another file',
      '--8<-- "a.md"',
      'paragraph(emphasis(The text of a.md belongs here, but opsbook does not read it.))',
    ],
    ['Docusaurus', ':::tip Do\nit\n:::', 'Note[Do](paragraph(it))'],
    ['Starlight', ':::caution[Mind]\nit\n:::', 'Warning[Mind](paragraph(it))'],
    ['an aside, its title marked', ':::note **Mind** `rm` a*b\nx\n:::', 'Note[Mind rm a*b](paragraph(x))'],
    ['asides in asides', '::::note\n:::danger\nx\n:::\n::::', 'Note[Note](Danger[Danger](paragraph(x)))'],
    ['an aside that never ends', ':::note\nx\n\ny', 'Note[Note](paragraph(x)) paragraph(y)'],
    [
      'an aside that never ends, in a list',
      '1. a\n   :::warning Mind\n2. b\n\n:::tip\nc\n:::',
      'list(listItem(paragraph(a) Warning[Mind]()) listItem(paragraph(b))) Note[Tip](paragraph(c))',
    ],
    ['colons that close nothing', ':::tip\nc\n:::\n\n:::', 'Note[Tip](paragraph(c))'],
    [
      'more colons than it began with, in a list of a box with as many',
      '::::{note} N\n- a\n\n  :::{image} b.png\n  ::::\n\n  ::::{tip}\n  c\n  :::\n- d\n::::',
      'Note[N](list(listItem(paragraph(a) paragraph(image:b.png()) Note[Tip](paragraph(c))) listItem(paragraph(d))))',
    ],
    [
      'a box whose text begins right below its summary',
      '<details>\n<summary>**A** `b`</summary>\n```sh\n# c\n\nd\n```\n</details>\n\n## E',
      'html(<details>\n<summary><b>A</b> <code>b</code></summary>) code:sh(# c\n\nd) html(</details>) #(E)',
    ],
    [
      'kramdown, attributes in HTML',
      '<details>\n<summary>\nA\n</summary>\n{: .b }\n\nc\n\n</details>',
      'html(<details>\n<summary>\nA\n</summary>) paragraph(c) html(</details>)',
    ],
    ['kramdown, attributes of HTML', '<img src="a.png">\n{: .b }', 'html(<img src="a.png">\n       )'],
    [
      'MkDocs, a tab with marks',
      '=== "`A` **b**"\n\n    c',
      'html(<a id="a-b"></a>) Tabs[](Tab[A b](paragraph(c)))',
    ],
    [
      'a box with a blank line below its summary',
      '<details>\n<summary>A</summary>\n\nb\n\n</details>',
      'html(<details>\n<summary>A</summary>) paragraph(b) html(</details>)',
    ],
    [
      'MkDocs, another file over several lines',
      '1. a\n\n    {%\n        include-markdown "../b.md"\n        start="<!--c-->"\n    %}\n\n2. d',
      'list(listItem(paragraph(a) paragraph(emphasis(The text of ../b.md belongs here, but opsbook does not read it.))) listItem(paragraph(d)))',
    ],
    ['more colons than it began with', '::: tip\nc\n::::', 'Note[Tip](paragraph(c))'],
    [
      'VitePress, fences as tabs',
      '::: code-group\n```sh [npm]\na\n```\n```sh\nb\n```\n:::',
      'Tabs[](Tab[npm](code:sh(a)) Tab[sh](code:sh(b)))',
    ],
    [
      'VuePress, tabs with a box in one',
      '::: tabs\n@tab A\na\n::: tip\nb\n:::\n@tab B\nc\n:::',
      'Tabs[](Tab[A](paragraph(a) Note[Tip](paragraph(b))) Tab[B](paragraph(c)))',
    ],
    [
      'VuePress, tabs as blocks',
      ':::: tabs\n::: tab A\na\n:::\n::: tab B\nb\n:::\n::::',
      'Tabs[](Tab[A](paragraph(a)) Tab[B](paragraph(b)))',
    ],
    ['a place for the contents', '[[toc]]\n\n[TOC]\n\n[[_TOC_]]\n\na', 'paragraph(a)'],
    [
      'VitePress, another file',
      '<<< @/a.conf{2,3}',
      'paragraph(emphasis(The text of @/a.conf belongs here, but opsbook does not read it.))',
    ],
    ['MyST, a fence', '```{warning} T\n:class: x\n\na *b*\n```', 'Warning[T](paragraph(a  emphasis(b)))'],
    ['MyST, colons', ':::{code-block} bash\nls\n:::', 'code:bash(ls)'],
    [
      'MyST, what nobody knows here',
      '```{youtube} https://y.example/x\n:title: T\n```\n\n:::{video} https://y.example/z\n:title: U\n:::\n\n```{foo} bar\nbaz\n```',
      'paragraph(link:https://y.example/x(T)) paragraph(link:https://y.example/z(U)) paragraph(bar) code:(baz)',
    ],
    ['MyST, a picture', '```{image} a.png\n:alt: A\n```', 'paragraph(image:a.png())'],
    ['MyST, a label', '(here)=\n# T', '#here(T)'],
    ['MyST, a role', '{doc}`Text <a/b>`', 'paragraph( link:a/b(Text))'],
    [
      'VitePress, components in Markdown',
      '<Zoom src="/a.png" />\n\n## New <Badge text="b" vertical="top"/>\n\n<YOUR_NAME/>',
      'paragraph(image:/a.png()) #(New  b) paragraph(<YOUR_NAME/>)',
    ],
    [
      'a formula',
      '$$\n\\frac{a}{b}\n$$\n\n$$x$$\n\nkill $$',
      'code:math(\\frac{a}{b}) code:math(x) paragraph(kill $$)',
    ],
    ['a drawing of Mermaid', '<div class="mermaid">\n\na-->b\n\n</div>', 'code:mermaid(a-->b)'],
    [
      'a line of HTML above text',
      '<hr>\n**a**\n\n<Zoom src="/a.png" />\n- *b*',
      'thematicBreak() paragraph(strong(a)) paragraph(image:/a.png()) list(listItem(paragraph(emphasis(b))))',
    ],
    ['a picture with blanks in its address', '![a](b c.png)', 'paragraph(image:b%20c.png())'],
    [
      'Jekyll, a tag on several lines',
      'a:\n{%\n  include figure\n  image_path="./b.png"\n%}\n\n{% include toc %}\n\nc',
      'paragraph(a:) paragraph(image:./b.png()) paragraph(c)',
    ],
    ['Obsidian, code as words', '[[B c|`d`]]', 'paragraph( link:[[B c]](inlineCode(d)) )'],
    ['Hugo, a link', '[a]({{< relref "b.md#c" >}})', 'paragraph(link:b.md#c(a))'],
    ['Hugo, a callout', '{{< hint danger >}}\n*x*\n{{< /hint >}}', 'Danger[Danger](paragraph(emphasis(x)))'],
    ['Hugo, code', '{{< highlight bash >}}\nls\n{{< /highlight >}}', 'code:bash(ls)'],
    [
      'Hugo, tabs that are named where they begin',
      '{{< tabs items="A,B" >}}\n{{< tab >}}\na\n{{< /tab >}}\n{{< tab >}}\nb\n{{< /tab >}}\n{{< /tabs >}}',
      'Tabs[](Tab[A](paragraph(a)) Tab[B](paragraph(b)))',
    ],
    [
      'Hugo, tabs that hold more than code, named by the words of their row; an id names none',
      '{{< tabs "A" "B" >}}\n{{% codetab %}}\na\n{{% /codetab %}}\n{{% codetab %}}\nb\n{{% /codetab %}}\n{{< /tabs >}}\n\n{{< tabs "id-1" >}}\n{{< tab "C" >}}\nc\n{{< /tab >}}\n{{< tab "D" >}}\nd\n{{< /tab >}}\n{{< /tabs >}}',
      'Tabs[](Tab[A](paragraph(a)) Tab[B](paragraph(b))) Tabs[](Tab[C](paragraph(c)) Tab[D](paragraph(d)))',
    ],
    [
      'Hugo, tabs with names of another kind, or none',
      '{{< tabs >}}\n{{< tab tabName="A" >}}\na\n{{< /tab >}}\n{{< tab >}}\nb\n{{< /tab >}}\n{{< /tabs >}}',
      'Tabs[](Tab[A](paragraph(a)) Tab[Tab 2](paragraph(b)))',
    ],
    [
      "Grafana's links, named in the frontmatter",
      '---\nrefs:\n  add:\n    - pattern: /docs/\n      destination: /docs/<VERSION>/add/\n    - destination: /b/\n---\n[a](ref:add) [b](ref:c)',
      'yaml(refs:\n  add:\n    - pattern: /docs/\n      destination: /docs/<VERSION>/add/\n    - destination: /b/) paragraph(link:/docs/add/(a)   link:ref:c(b))',
    ],
    [
      'what is to be filled in, like an address',
      'See <host:port> or <https://x.org>',
      'paragraph(See  <host:port>  or  link:https://x.org(https://x.org))',
    ],
    [
      'MyST, a terminal',
      '```{terminal}\n:copy:\n:user: ubuntu\n:host: web\nls\n\na b\n```',
      'code:text(ubuntu@web:~$ ls\n\na b)',
    ],
    [
      'MkDocs, a heading without a blank',
      '###KMSSpec { #a.io/v1.KMSSpec }\n\n###x',
      '#a.io/v1.KMSSpec(KMSSpec) paragraph(###x)',
    ],
    [
      'redcarpet, headings without a blank, and what are none',
      '####Restart it\n\n#channel\n\n##Two\nlines',
      '#(Restart it) paragraph(#channel) paragraph(##Two\nlines)',
    ],
    [
      'Obsidian',
      'See [[Disk full]] or [[ops/Web#Steps|the steps]].',
      'paragraph(See  link:[[Disk full]](Disk full)  or  link:[[ops/Web#Steps]](the steps) .)',
    ],
    ['Obsidian, over two lines', '[[the hosts|doc\nhosts]]', 'paragraph(link:[[the hosts]](doc\nhosts))'],
    ['Obsidian, a picture', '![[graph.png]]', 'paragraph(image:[[graph.png]]())'],
    ['brackets that are text', 'Use [[servers]] in TOML.', 'paragraph(Use [[servers]] in TOML.)'],
    [
      "Hugo, code and tabs by a theme's own names",
      '{{< codeFromInline lang="bash" >}}\n# a\n{{< /codeFromInline >}}\n\n{{< box lang="yaml" >}}\nb: c\n{{< /box >}}\n\n{{< envTabs >}}\n{{< envTab "D" >}}\ne\n{{< /envTab >}}\n{{< /envTabs >}}',
      'code:bash(# a) code:yaml(b: c) Tabs[](Tab[D](paragraph(e)))',
    ],
    [
      'Hugo, a pair that is not known',
      '{{< card title="A" >}}\n- b\n{{< /card >}}',
      'paragraph(strong(A)) list(listItem(paragraph(b)))',
    ],
    ['Hugo, a pair inside a line', 'The {{<hover "b">}}XBucket{{</hover>}} is', 'paragraph(The XBucket is)'],
    [
      'Hugo, pairs in pairs',
      '- a {{< b >}}*c* {{% d "e" %}}f{{% /d %}}{{< /b >}}\n\n{{< b >}}\nc\n{{< /b >}}',
      'list(listItem(paragraph(a  emphasis(c)  f))) paragraph(c)',
    ],
    [
      'Hugo, a box and its text on one line',
      '{{< hint >}}a *b*{{< /hint >}}',
      'Note[Hint](paragraph(a  emphasis(b)))',
    ],
    ['Hugo, text behind the tag', '{{% tab "A" %}} a\nb {{% /tab %}}', 'Tab[A](paragraph(a\nb))'],
    [
      'Hugo, an address that is not known, and one below it',
      '[a] [b]\n\n[a]: {{< x "y z" >}}/c\n[b]: d.md',
      'paragraph(linkReference(a)   linkReference(b)) definition() definition()',
    ],
    [
      'GitBook, a box',
      '{% hint style="danger" %}\n*x*\n{% endhint %}',
      'Danger[Danger](paragraph(emphasis(x)))',
    ],
    [
      'GitBook, a box in a list, and one on a line',
      '- a\n\n  {% hint style="info" %}\n  b\n  {% endhint %}\n\n{% hint style="x" %}c{% endhint %}',
      'list(listItem(paragraph(a) Note[Info](paragraph(b)))) Note[Note](paragraph(c))',
    ],
    [
      'GitBook, tabs with code',
      '{% tabs %}\n{% tab title="A" %}\n{% code title="a.sh" overflow="wrap" %}\n```sh\nls\n```\n{% endcode %}\n{% endtab %}\n{% tab title="B" %}\nb\n{% endtab %}\n{% endtabs %}',
      'Tabs[](Tab[A](paragraph(inlineCode(a.sh)) code:sh(ls)) Tab[B](paragraph(b)))',
    ],
    [
      'GitBook, links',
      '{% content-ref url="a.md" %}\n[a.md](a.md)\n{% endcontent-ref %}\n\n{% embed url="https://x.org/v" %}\n\n{% file src="b.pdf" %}\nPlan\n{% endfile %}',
      'paragraph(link:a.md(a.md)) paragraph(link:https://x.org/v(https://x.org/v)) paragraph(link:b.pdf(Plan))',
    ],
    [
      'GitBook, what holds something',
      '{% stepper %}\n{% step %}\n### A\n{% endstep %}\n{% endstepper %}\n{% x %}',
      '#(A) paragraph({% x %})',
    ],
    [
      'Jekyll',
      '{% highlight bash %}\nls\n{% endhighlight %}\n{% set y = 1 %}\n{% if x %}a{% endif %} [b]({{ site.baseurl }}{% link c.md %}) {{ x }} [d]({{ "/e/" | relative_url }})',
      'code:bash(ls) paragraph(a  link:/c.md(b)  {{ x }}  link:/e/(d))',
    ],
    [
      "Jekyll's addresses that only its site has",
      '[a]({{site.baseurl}}) [b]({{ site.baseurl }}/b) [c]({% include url.txt %})',
      'paragraph(link:/(a)   link:/b(b)   link:{%include%}(c))',
    ],
    ['Jekyll, tags on lines of their own', '{% if x %}\n## A\n\nb\n{% endif %}', '#(A) paragraph(b)'],
    [
      'GitBook, an escape of nothing',
      '&#xNAN;**a** b\n\n    &#xNAN;',
      'paragraph( strong(a)  b) code:(&#xNAN;)',
    ],
    [
      'Jekyll, another file in a line',
      'Ask {% include x.html %}.',
      'paragraph(Ask (The text of x.html belongs here, but opsbook does not read it.).)',
    ],
    ['GitBook, an unknown pair', '{% x %}\na\n{% endx %}', 'paragraph(a)'],
    [
      'MyST, an address that the page names outside the box',
      '```{tip}\nsee [a *b*][B].\n```\n\n[B]: c.md',
      'Note[Tip](paragraph(see  linkReference(a  emphasis(b)) .)) definition()',
    ],
    ['MkDocs, what words mean', 'a\n\n*[HPC]: b\n  c\n*[DB]: d\n\ne', 'paragraph(a) paragraph(e)'],
    [
      'a ruler, and then text',
      '---\n\nRead this: now.\n\n---\n',
      'thematicBreak() paragraph(Read this: now.) thematicBreak()',
    ],
    [
      'a ruler, and then a heading',
      '---\n\n# A\n\n---\n\nb',
      'thematicBreak() #(A) thematicBreak() paragraph(b)',
    ],
    [
      'frontmatter that a blank line stands above',
      '\n---\ntitle: a\n---\nb',
      'yaml(\ntitle: a) paragraph(b)',
    ],
    [
      'a ruler that a blank line stands above',
      '\n---\na: sentence with words\n',
      'thematicBreak() paragraph(a: sentence with words)',
    ],
    ['frontmatter below a blank line', '---\n\ntitle: "a\n\n---\n', 'yaml(\ntitle: "a\n)'],
    [
      'Hugo, a word that is not known',
      'a {{< b >}} [c]({{< d e >}}/f)',
      'paragraph(a  (b)   link:{{< d e >}}/f(c))',
    ],
    [
      'Hugo, a drawing that is not known',
      '{{< b "c" >}}\n\nd',
      'paragraph(emphasis(What {{< b "c" >}} draws belongs here, but opsbook does not draw it.)) paragraph(d)',
    ],
    [
      'Hugo, another file',
      'a {{< reuse "b/c.md" >}} d\n\n{{< reuse "b/e.md" >}}',
      'paragraph(a  (c)  d) paragraph(emphasis(The text of b/e.md belongs here, but opsbook does not read it.))',
    ],
    [
      'Hugo, a link by any name',
      'a {{< page-ref page="b/c" >}} [d]({{< to path="/e" >}}) {{< to url="f.md" caption="g" >}}',
      'paragraph(a  link:b/c()   link:/e(d)   link:f(g) )',
    ],
    ['Hugo, a picture by any name', '{{< reuse-image src="a.svg" alt="b" >}}', 'paragraph(image:a.svg())'],
    ['GitBook, a link of old', '{% page-ref page="a.md" %}', 'paragraph(link:a.md(a.md))'],
    ['Obsidian, comments', '%% a %%\nb\n\n%%\nc\n\nd\n%%\n\n100 %% e', 'paragraph(b) paragraph(100 %% e)'],
    ['marked words', 'a ==b c== d==e f==g', 'paragraph(a  strong(b c)  d==e f==g)'],
    ['MkDocs, icons', '- :material-server:{ .lg } a :b-c: :smile:', 'list(listItem(paragraph(a :b-c: 😄)))'],
    [
      'MkDocs, Markdown in an element',
      '<figure markdown>\n  ![a](b.png){ width="1" }\n</figure>',
      'html(<figure markdown>) paragraph(image:b.png() ) html(</figure>)',
    ],
    ['Tech Docs', "<%= warning_text('Stop') %>", 'Warning[Warning](paragraph(Stop))'],
    [
      'terms',
      'Pod\n: A *group*\n: Small\n\ny',
      'dl[](dt[](Pod) dd[](paragraph(A  emphasis(group))) dd[](paragraph(Small))) paragraph(y)',
    ],
    ['terms, further apart', 'Pod\n\n:   A group', 'dl[](dt[](Pod) dd[](paragraph(A group)))'],
    ['a colon in a sentence', 'a\n:b c', 'paragraph(a\n:b c)'],
    ['TOML', '+++\ntitle = "T"\n+++\n\nx', 'toml(title = "T") paragraph(x)'],
    ['ids of headings', '# A {#b}\n\n## C {: #d .e }', '#b(A) #d(C)'],
    ['attribute lists', '[a](b){: target="_blank" } c', 'paragraph(link:b(a)  c)'],
    ['emoji', ':warning: 10:30:00', 'paragraph(⚠️ 10:30:00)'],
    ['code is left alone', '```sh\n!!! note\n{{< a >}}\n```', 'code:sh(!!! note\n{{< a >}})'],
    ['code in a line too', '`{{< relref "a" >}}`', 'paragraph(inlineCode({{< relref "a" >}}))'],
    ['a language as a class', '``` {.bash .x}\nls\n```', 'code:bash(ls)'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected);
    expect(read(text.replaceAll('\n', '\r\n')).replaceAll('\r\n', '\n')).toBe(expected);
  });

  test('in MDX too, where other systems have components that mean the same', () => {
    expect(read('<Aside type="danger">\nx\n</Aside>', true)).toBe('Danger[Danger](paragraph(x))');
    expect(read('<Tabs>\n<TabItem label="A">\nx\n</TabItem>\n</Tabs>', true)).toBe(
      'Tabs[](Tab[A](paragraph(x)))',
    );
    expect(read('<Callout type="warn" title="T">\nx\n</Callout>\n\n<Info>\ny\n</Info>', true)).toBe(
      'Warning[T](paragraph(x)) Note[Info](paragraph(y))',
    );
    expect(read('<Accordions>\n<Accordion title="T">\nx\n</Accordion>\n</Accordions>', true)).toBe(
      'paragraph(strong(T)) paragraph(x)',
    );
    expect(read('<Tabs>\n<Tab title="T">\nx\n</Tab>\n</Tabs>', true)).toBe('Tabs[](Tab[T](paragraph(x)))');
    expect(read('import A from \'./a.png\';\n\n<Image src={A} alt="b" />', true)).toContain(
      'paragraph(image:./a.png())',
    );
    expect(read('<CardGrid>\n<Card title="T">\nx\n</Card>\n</CardGrid>', true)).toBe(
      'paragraph(strong(T)) paragraph(x)',
    );
    expect(read('<X>\n<Y a="b" />\n</X>', true)).toBe('X[](Y[b]())');
    expect(read('# A {#b}', true)).toBe('#b(A)');
  });

  test('and a text in braces is shown where nothing has to be worked out', () => {
    expect(read('<X lang="sh">{`a --b $C\n\\`d\\` \\\\`}</X>', true)).toBe(
      'X[sh](code:sh(a --b $C\n`d` \\))',
    );
    expect(read('<X>{`a ${b}`}</X>', true)).toBe('X[](mdxFlowExpression(`a ${b}`))');
    expect(read('<Details summary="S">\n<Mermaid chart={`\na-->b\n`} />\n</Details>', true)).toBe(
      'paragraph(strong(S)) code:mermaid(a-->b)',
    );
  });

  test('but a page that says its kind was written for opsbook', () => {
    expect(read('---\nkind: incident\n---\n\n!!! note\n    x')).toBe(
      'yaml(kind: incident) paragraph(!!! note\nx)',
    );
  });
});

test.each<[DialectId, string]>([
  [
    'mkdocs',
    'Note[Note](paragraph(m)) paragraph(:::note\nd\n:::) paragraph({{< hint >}}h{{< /hint >}} [[w]] a)',
  ],
  [
    'docusaurus',
    'paragraph(!!! note) code:(m) Note[Note](paragraph(d)) paragraph({{< hint >}}h{{< /hint >}} [[w]] a)',
  ],
  [
    'hugo',
    'paragraph(!!! note) code:(m) paragraph(:::note\nd\n:::) Note[Hint](paragraph(h)) paragraph([[w]] a)',
  ],
  [
    'github',
    'paragraph(!!! note) code:(m) paragraph(:::note\nd\n:::) paragraph({{< hint >}}h{{< /hint >}} [[w]] a)',
  ],
])('a book of %s has no marks of other systems', (id, expected) => {
  const text = '!!! note\n\n    m\n\n:::note\nd\n:::\n\n{{< hint >}}h{{< /hint >}} [[w]] a\n';
  expect(outline(readTree(text, false, [id]).tree)).toBe(expected);
});

test('every node has its place in the text of its author', () => {
  const text = '# T\n\n- a\n\n    !!! note\n        b `c`\n\n:::tip\n> ```{warning}\n> d **e**\n> ```\n:::\n';
  const words = new Map<string, string>();
  walk(readTree(text, false).tree, (node) => {
    if (node.type === 'text')
      words.set(node.value, text.slice(node.position?.start.offset, node.position?.end.offset));
  });
  expect([...words].filter(([value, written]) => value !== written)).toEqual([]);
  expect([...words.keys()]).toEqual(['T', 'a', 'b ', 'd ', 'e']);
});

test('a mark that is only quoted in a line is not missed', () => {
  const what = (text: string): string[] => readTree(text, false).unread.map((one) => one.what);
  expect(what('Write `{{< youtube x >}}` or `<%= render %>`.')).toEqual([]);
  expect(what('`a` {{< youtube x >}}')).toEqual(['{{< youtube >}}']);
  expect(what('{{% youtube x %}} {% video x %}')).toEqual(['{{< youtube >}}', '{% video %}']);
});

test('a name in double braces is an emoji in a book of MyST, and a value to fill in anywhere else', () => {
  const text = 'See {{camera}} and {{ hub }}';
  const asked = (...dialects: DialectId[]): string => outline(readTree(text, false, dialects).tree);
  expect(asked('myst')).toBe('paragraph(See 📷 and {{ hub }})');
  expect(asked('hugo')).toBe('paragraph(See {{camera}} and {{ hub }})');
  expect(read(text)).toBe('paragraph(See {{camera}} and {{ hub }})');
});

test('a line of a book of MyST that begins with % is a comment', () => {
  const text = '% a https://b.example\n\nc\n% d\n100 % *e*\n%f *g*\n';
  const asked = (...dialects: DialectId[]): string => outline(readTree(text, false, dialects).tree);
  expect(asked('myst')).toBe('paragraph(c\n100 %  emphasis(e))');
  expect(asked('mkdocs')).toContain('paragraph(% a ');
});

test('a page of the format is read in another system only where its book names one', () => {
  const text = '---\nkind: reference\n---\n\n!!! note\n    a\n';
  const asked = (...dialects: DialectId[]): string => outline(readTree(text, false, dialects).tree);
  expect(asked('mkdocs')).toContain('Note[Note](paragraph(a))');
  for (const plain of [asked('github'), read(text)]) expect(plain).toContain('paragraph(!!! note');
});
