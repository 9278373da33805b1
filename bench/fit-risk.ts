// Fits the sentence model of the risk on answers in which people marked every unsupported span, and writes the file that ships.
// npm run fit:risk -- --data ../shared/data [--out lib/domain/risk/sentence-weights.json] [--leave-out-share 0.5] [--left-out FILE]
// --leave-out-share keeps that share of the sources (by their hash) out of the fit; --left-out writes which, one a line.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { RISK_MODEL } from '@/lib/domain/risk/risk';
import { sentenceModelSchema } from '@/lib/domain/risk/sentence-model';
import { fitSentenceModel } from './evidence/fit-sentence-model';
import { labelledSentences } from './evidence/labelled-sentences';
import { ragtruthAnswers } from './evidence/ragtruth-answers';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    out: { type: 'string', default: 'lib/domain/risk/sentence-weights.json' },
    version: { type: 'string', default: RISK_MODEL },
    'leave-out-share': { type: 'string', default: '0' },
    'left-out': { type: 'string' },
  },
});
const share = Number(values['leave-out-share']);
const isLeftOut = (source: string) => Number.parseInt(createHash('sha256').update(source).digest('hex').slice(0, 8), 16) / 2 ** 32 < share;

const answers = ragtruthAnswers(values.data);
const sentences = labelledSentences(answers);
const model = fitSentenceModel(answers, sentences, (answer) => !isLeftOut(answers[answer]?.source ?? ''), {
  version: share > 0 ? `${values.version}+without-${share}` : values.version,
  command: `npm run fit:risk${share > 0 ? ` -- --leave-out-share ${share}` : ''}`,
  seed: 1,
});
sentenceModelSchema.parse(model);
const { trees, ...rest } = model;
// One line a tree keeps the file readable in a diff.
const body = JSON.stringify(rest, null, 1).replace(
  /\n\}$/u,
  `,\n "trees": [\n${trees.map((tree) => `  ${JSON.stringify(tree)}`).join(',\n')}\n ]\n}`,
);
writeFileSync(values.out, `${body}\n`);
if (values['left-out'])
  writeFileSync(values['left-out'], `${[...new Set(answers.map(({ source }) => source))].filter(isLeftOut).join('\n')}\n`);
console.log(`${sentences.length} sentences, ${model.columns.length} columns, ${trees.length} trees; ${JSON.stringify(model.answer)}`);
