// The look of the page: light and dark, on a desktop, a phone and on paper.

/** The whole of it: nothing is loaded from anywhere. Colours differ in brightness too, for those who tell red from blue by that alone. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --raised: #f6f8fa; --line: #d8dee4; --ink: #1f2328; --quiet: #59636e;
  --failed: #c2410c; --saved: #2f6fde; --good: #1a7f37; --alarm: #fff1e8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d1117; --raised: #161b22; --line: #30363d; --ink: #e6edf3; --quiet: #9198a1;
    --failed: #f0883e; --saved: #79a8ff; --good: #3fb950; --alarm: #2b1a10;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 68rem; padding: 1.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
h1 { font-size: 1rem; font-weight: 600; margin: 0; color: var(--quiet); }
h2 { font-size: 1.2rem; margin: 3rem 0 .25rem; line-height: 1.3; }
h2 + p { margin-top: 0; }
p { margin: .5rem 0; max-width: 46rem; }
.verdict { font-size: 1.6rem; line-height: 1.3; font-weight: 600; margin: .25rem 0 .5rem; max-width: none; }
.quiet, caption, figcaption, th, dt { color: var(--quiet); }
.quiet, caption, figcaption, .small { font-size: .875rem; }
code { font: .875em/1.4 ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .75rem; margin: 1.5rem 0 0; padding: 0; }
.figures > div { background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.figures dt { font-size: .875rem; }
.figures dd { margin: 0; }
.figures dd.number { font-size: 1.6rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
.open { background: var(--alarm); border: 1px solid var(--failed); border-radius: .5rem; padding: .75rem 1rem; margin: 1.5rem 0 0; }
.open p { margin: 0; max-width: none; }
.open p + p { margin-top: .25rem; }
figure { margin: 1rem 0; }
svg { display: block; width: 100%; height: auto; font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
svg text { fill: var(--quiet); }
svg text.name { fill: var(--ink); }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .failed, .key .failed { fill: var(--failed); }
svg .saved, .key .saved { fill: var(--saved); }
svg .track { fill: var(--raised); }
svg .area { fill: var(--good); opacity: .15; }
svg .curve { fill: none; stroke: var(--good); stroke-width: 2; stroke-linejoin: round; }
svg .dot { fill: var(--good); }
svg.narrow { display: none; }
svg.bar { height: .75rem; min-width: 6rem; border-radius: 2px; }
.key { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: .5rem 0 0; padding: 0; list-style: none; font-size: .875rem; color: var(--quiet); }
.key svg { display: inline-block; width: .75rem; height: .75rem; margin-right: .4rem; vertical-align: -.05rem; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .9rem; }
caption { text-align: left; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); }
thead th { font-weight: 500; font-size: .8rem; }
tbody th { color: var(--ink); font-weight: 500; overflow-wrap: anywhere; min-width: 9rem; width: 26%; }
td.words { min-width: 9rem; }
td .small { white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.chart { width: 16%; padding-top: .75rem; }
time { white-space: nowrap; }
td .small, th .small { color: var(--quiet); display: block; font-weight: 400; }
.state { font-weight: 600; }
.state.now { color: var(--failed); }
details { margin: .5rem 0; }
summary { cursor: pointer; color: var(--quiet); font-size: .875rem; }
@media (max-width: 42rem) {
  body { padding: 1rem 1rem 3rem; }
  .verdict { font-size: 1.3rem; }
  .figures { grid-template-columns: 1fr 1fr; }
  .figures dd.number { font-size: 1.3rem; }
  .figures > div:last-child:nth-child(odd) { grid-column: 1 / -1; }
  svg.wide { display: none; }
  svg.narrow { display: block; }
  table, tbody, tr, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: flex; flex-wrap: wrap; gap: .1rem 1rem; padding: .6rem 0; border-bottom: 1px solid var(--line); }
  th, td, td.words { border: 0; padding: 0; min-width: 0; }
  tbody th, td.chart, td.words { flex: 1 0 100%; width: auto; }
  td.amount { text-align: left; }
  td.amount[data-name]::before, td.words[data-name]::before { content: attr(data-name) " "; color: var(--quiet); font-size: .8rem; }
  td.chart { padding: .25rem 0; }
  td.words div { display: inline; }
  td.words div + div::before { content: ", "; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  h2 { break-after: avoid; }
  tr, figure, .figures > div { break-inside: avoid; }
}
`
