// The figures as text.

import type { Judged, JudgedNegative } from './judge.ts'
import type { Figures, NegativeFigures } from './measure.ts'

const percent = (rate: number | null): string => (rate === null ? '–' : `${(100 * rate).toFixed(1)} %`)

/** One labelled set: the rates, the categories, the confusions. */
export function printSet(name: string, figures: Figures): void {
  console.log(`\n== ${name}: ${figures.n} texts`)
  console.log(
    `macro-F1 ${percent(figures.macroF1)} · accuracy ${percent(figures.accuracy)} · unknown ${percent(figures.unknownRate)} · confidently wrong ${percent(figures.confidentlyWrongRate)}`,
  )
  console.log(
    `network-or-service: precision ${percent(figures.networkOrServicePrecision)}, recall ${percent(figures.networkOrServiceRecall)}`,
  )
  console.log(
    `right: module ${percent(figures.moduleRight)} (${percent(figures.namedModuleRight)} where one is named) · host ${percent(figures.hostRight)} (${percent(figures.namedHostRight)}) · transient ${percent(figures.transientRight)} · excerpt holds the cause ${percent(figures.causeInExcerpt)}`,
  )
  for (const [category, { labelled, precision, recall, f1 }] of Object.entries(figures.categories)) {
    const answers = Object.entries(figures.confusion[category] ?? {}).filter(
      ([answer]) => answer !== category,
    )
    const wrong = answers.map(([answer, count]) => `${answer} ${count}`).join(', ')
    console.log(
      `  ${category.padEnd(20)} n ${String(labelled).padStart(3)}  P ${percent(precision).padStart(7)}  R ${percent(recall).padStart(7)}  F1 ${percent(f1).padStart(7)}${wrong === '' ? '' : `  taken for: ${wrong}`}`,
    )
  }
}

/** One set of logs without a fault. */
export function printNegatives(name: string, figures: NegativeFigures): void {
  console.log(
    `\n== ${name}: ${figures.n} logs, ${figures.networkServiceAccess} with a network, service or access fault, ${figures.anyFault} with any fault`,
  )
}

function printText(text: string): void {
  const shown = text.length > 1_500 ? `${text.slice(0, 700)}\n[…]\n${text.slice(-700)}` : text
  console.log(`\`\`\`\`\n${shown}\n\`\`\`\``)
}

/** Every mistake with its text, as Markdown. */
export function printMistakes(judged: readonly Judged[], negatives: readonly JudgedNegative[]): void {
  for (const each of judged) {
    const { labelled, fault } = each
    const wrong = [
      ...(each.found === labelled.category
        ? []
        : [
            `category ${each.found} (${fault?.id ?? '–'}, confidence ${fault?.confidence ?? '–'}), should be ${labelled.category}`,
          ]),
      ...(each.moduleRight
        ? []
        : [`module ${fault?.module ?? null}, should be ${labelled.modules.join(' or ')}`]),
      ...(each.hostRight ? [] : [`host ${fault?.host ?? null}, should be ${labelled.hosts.join(' or ')}`]),
      ...(each.transientRight
        ? []
        : [`transient ${fault?.transient ?? null}, should be ${labelled.transient}`]),
      ...(each.causeInExcerpt === false ? [`excerpt lacks ${JSON.stringify(labelled.cause)}`] : []),
    ]
    if (wrong.length === 0) continue
    console.log(`\n### ${labelled.id}\n${wrong.map((line) => `- ${line}`).join('\n')}`)
    printText(labelled.text)
  }
  for (const { unfaulted, fault } of negatives.filter(({ fault }) => fault !== null)) {
    console.log(
      `\n### ${unfaulted.id} (${unfaulted.kind})\n- found ${fault?.id} by ${JSON.stringify(fault?.evidence.map(({ text }) => text.slice(0, 200)))}, should be nothing`,
    )
    printText(unfaulted.text)
  }
}
