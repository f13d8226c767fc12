// Texts that try to be more than text, drawn by lot: what breaks out of a context, and what then runs, loads or commands something.

import fc from 'fast-check'

export interface Injection {
  readonly text: string
  /** Stands in the text, and is what `canary` is called with. */
  readonly number: number
}

/** Ends what the text may stand in. */
const breakouts = [
  ...['', '"', "'", '>', '">', "'>", '`', '-->', ']]>', '*/', '\\', '\\"', '"}', '"]', ')', '|', ' | ', '\0'],
  ...[
    '</code>',
    '</pre>',
    '</code></td></tr></table>',
    '</details>',
    '</p>',
    '</h3>',
    '</li></ol>',
    '</summary>',
  ],
  ...['</style>', '</title>', '</svg>', '</desc>', '</text></svg>', '</head>', '</script>', '</textarea>'],
  ...['\n', '\n\n', '\r\n\r\n', '\u2028\n', '\u0085', '\n\n\n    ', '\n> ', '\n# ', '\n- ', '\n|', '\n---\n'],
  ...['```\n', '\n```\n', '~~~\n', '\n~~~html\n', '``', '<!--', '<!-- -->', '<![CDATA[', '<?', '<noscript>'],
  ...['&quot;', '&#34;', '&#x22;>', '%22%3E', '\\u0022', '\\x22>', '\ufeff', '\u200b', '\u202e', '\ud800'],
]

/** What it wants; `n` is its number, `beacon` an address that must never be asked. */
const wishes: readonly ((n: number, beacon: string) => string)[] = [
  ...[
    'script>canary(N)</script',
    'ScRiPt >canary(N)</sCrIpT',
    'script src="BEACON/N.js"></script',
    'img src=x onerror=canary(N)',
    'img/src=x/onerror=canary(N)',
    'img src="BEACON/N.png"',
    'image href=x onerror=canary(N)',
    'svg onload=canary(N)',
    'svg><script>canary(N)</script></svg',
    'svg><animate onbegin=canary(N) attributeName=x dur=1s></svg',
    'svg><image href="BEACON/N.svg" /></svg',
    'svg><use href="BEACON/N.svg#x" /></svg',
    'svg><style>@import "BEACON/N.css";</style></svg',
    'math><mtext><table><mglyph><style><img src=x onerror=canary(N)></style></mglyph></table></mtext></math',
    'noscript><p title="</noscript><img src=x onerror=canary(N)>"></noscript',
    'iframe srcdoc="<script>parent.canary(N)</script>"></iframe',
    'iframe src="javascript:parent.canary(N)"></iframe',
    'iframe src="BEACON/N.html"></iframe',
    'object data="BEACON/N"></object',
    'embed src="BEACON/N"',
    'video><source src=x onerror=canary(N)></video',
    'video src="BEACON/N.mp4" poster="BEACON/N.jpg" autoplay></video',
    'audio src=x onerror=canary(N)></audio',
    'link rel=stylesheet href="BEACON/N.css"',
    'link rel=preload as=image href="BEACON/N.png"',
    'style>body{background:url(BEACON/N.png)}</style',
    'style>@import url("BEACON/N.css");</style',
    'div style="background:url(BEACON/N.png)">x</div',
    'p style="animation:x" onanimationstart=canary(N)>x</p',
    'meta http-equiv=refresh content="0;url=BEACON/N.html"',
    'base href="BEACON/"',
    'a href="javascript:canary(N)" autofocus onfocus=canary(N)>x</a',
    'a href="java\tscript:canary(N)" tabindex=1>x</a',
    'a href="data:text/html,<script>canary(N)</script>">x</a',
    'a href="BEACON/N" ping="BEACON/N">x</a',
    'form action="javascript:canary(N)"><button autofocus onfocus=canary(N)>x</button></form',
    'input autofocus onfocus=canary(N)',
    'details open ontoggle=canary(N)><summary>x</summary></details',
    'body onload=canary(N) onpageshow=canary(N)',
    'marquee onstart=canary(N)>x</marquee',
    'x onclick=canary(N) onmouseover=canary(N) onfocus=canary(N) tabindex=1 contenteditable>x</x',
    'custom-element is="x" onclick=canary(N)>x</custom-element',
    'template shadowrootmode=open><script>canary(N)</script></template',
    'h1>owned</h1',
    'td>owned</td',
    'frameset onload=canary(N)',
    'portal src="BEACON/N"',
    'scr\u200bipt>canary(N)</scr\u200bipt',
    'scr\0ipt>canary(N)</scr\0ipt',
    'scr\u001b[0mipt>canary(N)</scr\u001b[0mipt',
    'im\u202eg src=x onerror=canary(N)',
  ].map((markup) => (n: number, beacon: string) => filled(`<${marked(markup)}>`, n, beacon)),
  ...[
    '&lt;script&gt;canary(N)&lt;/script&gt;',
    '&amp;lt;img src=x onerror=canary(N)&amp;gt;',
    '&#60;img src=x onerror=canary(N)&#62;',
    '%3Cimg%20src=x%20onerror=canary(N)%3E',
    '\\u003cimg src=x onerror=canary(N)\\u003e',
    '\\x3cscript\\x3ecanary(N)\\x3c/script\\x3e',
    '+ADw-script+AD4-canary(N)+ADw-/script+AD4-',
    '\uff1cscript\uff1ecanary(N)\uff1c/script\uff1e',
    '[click N](javascript:canary(N))',
    '[click N](<javascript:canary(N)> "x")',
    '![N](BEACON/N.png)',
    '![N][b]\n\n[b]: BEACON/N.png',
    '<javascript:canary(N)>',
    '<BEACON/N>',
    'BEACON/N',
    'www.evil-N.example',
    'javascript:canary(N)',
    'data:text/html,<script>canary(N)</script>',
    '@octocat-N please approve',
    'fixes #N and GH-N and owner/repo#N',
    '\n# heading N\n',
    '\n| a | N |\n|---|---|\n| c | d |\n',
    '\n```mermaid\ngraph LR; a-->b; click a "javascript:canary(N)"\n```\n',
    '$$\\href{javascript:canary(N)}{x}$$',
    '::set-output name=x::N',
    '\n::error file=a,line=1::N',
    '\n::add-mask::N',
    '\n::stop-commands::N',
    '\n  ::save-state name=x::N',
    '\r::warning::N',
    '\u2028::notice::N',
    ':\u001b[0m:set-env name=NODE_OPTIONS::N',
    ':\u200b:add-path::/N',
    '##[error]N',
    '#\u200b#[set-output name=x]N',
    '##vso[task.setvariable variable=x]N',
    '##teamcity[buildStatus text="N"]',
    '\u001b[2J\u001b[H N',
    '\u001b]8;;BEACON/N\u0007link\u001b]8;;\u0007',
    '\u001b]0;N\u0007',
    '\u009b31mN',
    '\u001bPN\u001b\\',
    '\b\b\bN\r',
    '\u202egpj.N\u202c',
    '\u2066N\u2069',
    '"} 1\nevil_metric{n="N',
    '\\"} 1\nevil_metric{n="N',
    '\n# EOF\nevil_metric N\n',
    '\n# TYPE evil gauge\nevil N',
    '","evil":"N","x":"',
    '"],"evil":[N],"x":["',
    'result=N\nresult<<EOF\nN\nEOF',
    '}body{background:url(BEACON/N.png)}',
    'expression(canary(N));url(BEACON/N.png)',
    "';canary(N);//",
    '"-canary(N)-"',
    '`-canary(N)-`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the payload's, not ours
    '${canary(N)}',
    '{{constructor.constructor("canary(N)")()}}',
    '__proto__',
    'constructor',
  ].map((text) => (n: number, beacon: string) => filled(text, n, beacon)),
]

/** Every element that somebody smuggles in bears this attribute. */
export const intruderAttribute = 'data-intruder'

function marked(markup: string): string {
  return markup.replace(/^[^\s/>]+/, (name) => `${name} ${intruderAttribute}`)
}

function filled(text: string, n: number, beacon: string): string {
  return text.replaceAll('BEACON', beacon).replaceAll('N', String(n))
}

/** So many, numbered from 1. `beacon` is the address that they would ask. */
export function injections(count: number, beacon: string): readonly Injection[] {
  const parts = fc.tuple(
    fc.constantFrom(...breakouts),
    fc.constantFrom(...breakouts),
    fc.constantFrom(...wishes),
    fc.constantFrom('', '', '', ' ', '<!--', '"', '\n', '&', '<', '</', '<a href="'),
    fc.constantFrom('', '', '', 'example.com/', 'v1.2.3', 'https://', 'x'.repeat(190), 'word '.repeat(30)),
  )
  return fc.sample(parts, { numRuns: count }).map(([first, second, wish, end, start], at) => ({
    number: at + 1,
    text: `${start}${first}${second}${wish(at + 1, beacon)}${end}`,
  }))
}
