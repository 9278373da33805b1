// Tells when the answer is that there is no answer, and whether the sources look as if they held one.
import { answerIn } from '@/lib/domain/assemble/assemble-text';
import { sentencesIn } from '@/lib/domain/claim/claim-sentence';
import { queryTokens } from '@/lib/domain/match/match-query';
import { bestWindows } from '@/lib/domain/match/match-window';
import type { Check, CheckInput, Said } from './check';
import { shorten } from './claim-words';
import { evidenceSpace } from './evidence-space';
import { refuses } from './refusal-words';

/** Sentences that are looked at: a refusal says so at once. */
const OPENING_SENTENCES = 2;
/** An answer that goes on for longer than this after refusing has answered in part. Characters. */
const REST_CHARS = 600;
const SENTENCE_CHARS = 400;
const HEAD_CHARS = 2000;
/** Share of the question's weight that one stretch of a source holds, and the tokens such a stretch may span. */
const ASKED_SHARE = 0.8;
const STRETCH_TOKENS = 80;

export const refusal: Check = {
  id: 'refusal',
  version: '1',
  codes: [
    {
      code: 'refusal',
      title: 'Refusal',
      severity: 'low',
      explanation: 'The answer says that it cannot or will not answer. That may be right; somebody should know how often it happens.',
    },
    {
      code: 'refusal_despite_sources',
      title: 'Refused despite sources',
      severity: 'info',
      explanation:
        'The answer refuses although one stretch of a source holds nearly all the words that were asked for. Worth a look: the words may be there without the answer.',
    },
  ],
  run(input: CheckInput): Said[] {
    const sentence = refusalIn(input.run.facts.output);
    if (sentence === null) return [];
    const said: Said = { code: 'refusal', detail: `The answer refuses: “${shorten(sentence)}”.` };
    const best = bestStretch(input);
    if (best === null || best.coverage < ASKED_SHARE) return [said];
    return [
      said,
      {
        code: 'refusal_despite_sources',
        detail: `The answer refuses, but ${best.title} holds ${Math.round(best.coverage * 100)} % of what was asked, by weight of words, in one place.`,
      },
    ];
  },
};

function refusalIn(output: CheckInput['run']['facts']['output']): string | null {
  const text = output === undefined ? null : answerIn(output).value;
  if (typeof text !== 'string' || text.trim() === '') return null;
  const head = text.trim().slice(0, HEAD_CHARS);
  let offset = 0;
  let seen = 0;
  for (const line of head.split('\n')) {
    for (const [start, end] of sentencesIn(line)) {
      const words = line.slice(start, end);
      if (refuses(words) && words.length <= SENTENCE_CHARS) return text.trim().length - (offset + end) <= REST_CHARS ? words : null;
      seen += 1;
      if (seen === OPENING_SENTENCES) return null;
    }
    offset += line.length + 1;
  }
  return null;
}

function bestStretch(input: CheckInput): { title: string; coverage: number } | null {
  const { sources, question, weigh } = evidenceSpace(input);
  const asked = queryTokens(question, weigh);
  if (asked.length === 0) return null;
  const found = sources.map(({ title, index }) => ({
    title,
    coverage: bestWindows(index, asked, { size: STRETCH_TOKENS, limit: 1 })[0]?.coverage ?? 0,
  }));
  return found.reduce<{ title: string; coverage: number } | null>(
    (best, one) => (best === null || one.coverage > best.coverage ? one : best),
    null,
  );
}
