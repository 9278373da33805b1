// Where the product points, and what that costs: every figure of claims and anchors, over data that other people labelled.
// npx tsx bench/anchoring.ts --data ../shared/data [--pages 500] [--fast]
import { parseArgs } from 'node:util';
import { absenceFigures } from './anchoring/absence';
import { answerCost } from './anchoring/answers-a-second';
import { drawnFigures } from './anchoring/docile';
import { filingFigures } from './anchoring/financebench';
import { sourcelessFigures } from './anchoring/halueval';
import { longDocumentFigures } from './anchoring/long-document';
import { policyFigures, type SpanFigures } from './anchoring/policyqa';
import { receiptFigures } from './anchoring/sroie';
import { wiceFigures } from './anchoring/wice';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    pages: { type: 'string', default: '500' },
    /** Leaves out what takes minutes: filings, absence, the long document. */
    fast: { type: 'boolean', default: false },
  },
});

const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
const line = (name: string, text: string) => console.log(`${name.padEnd(24)} ${text}`);

const wice = wiceFigures(values.data);
line('WiCE, first place', `${share(wice.first, wice.claims)} is a sentence of any set that people named`);
line(
  'WiCE, among three',
  `${share(wice.amongThree, wice.claims)}; a place lies in ${wice.sentencesPerPlace.toFixed(2)} sentences of the page`,
);
line('WiCE, not supported', `${wice.falselyFound.length} said to stand in the page`);

const spans = ({ spans: all, exact, ambiguous, questions, questionsRight }: SpanFigures) =>
  `${share(exact + ambiguous, all)}: ${exact} exact, ${ambiguous} named ambiguous with their place; questions ${share(questionsRight, questions)}`;
const policy = policyFigures(values.data);
line('PolicyQA, segment', spans(policy.segment));
line('PolicyQA, whole policy', spans(policy.policy));

const sourceless = sourcelessFigures(values.data);
line(
  'HaluEval, no source',
  `${sourceless.supported.length} of ${sourceless.answers} answers with a supporting state (${sourceless.claims} claims)`,
);
const said = sourceless.answers - sourceless.withOwnText - sourceless.unsaid.length;
line(
  'HaluEval, said so',
  `${said} have nothing to check against; ${sourceless.withOwnText} requests bring a text; ${sourceless.unsaid.length} unsaid`,
);

const drawn = drawnFigures(values.data);
line('DocILE', `${share(drawn.right, drawn.right + drawn.wrong.length)} values on the boxes people drew`);
const receipts = await receiptFigures(values.data);
line('SROIE', `${share(receipts.shown, receipts.standing)} values that stand in the lines have boxes`);

const cost = answerCost(values.data);
line(
  'answers',
  `${cost.answersASecond.toFixed(0)} a second on one core, ${cost.ofTokenising.toFixed(1)} times tokenising them and their passages`,
);

if (!values.fast) {
  const filings = await filingFigures(values.data);
  line('FinanceBench, page', `${share(filings.rightPage, filings.looks)} looks for ${filings.quotes} quotes on the right page`);
  line('FinanceBench, boxes', `${share(filings.right, filings.looks)} with boxes over the words`);
  const absence = absenceFigures(values.data);
  const { mention, detail } = absence.denied;
  line(
    'absence, RAGTruth',
    `${absence.statements} statements; ${mention + detail} denied by a source (${mention} mentions, ${detail} details)`,
  );
  const long = await longDocumentFigures(Number(values.pages));
  const ratio = (seconds: number) => `${(seconds / long.tokenSeconds).toFixed(1)} times`;
  line('long document', `${long.pages} pages, ${long.chars} characters; ${long.anchored} sentences that stand there are anchored`);
  line('  text layer', `${long.layerSeconds.toFixed(1)} s, ${ratio(long.layerSeconds)} one pass of the tokeniser`);
  line(`  index, ${long.claims} claims`, `${long.anchorSeconds.toFixed(2)} s, ${ratio(long.anchorSeconds)} one pass of the tokeniser`);
}
