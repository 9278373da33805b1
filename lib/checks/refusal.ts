// Tells when the answer is that there is no answer. Whether the sources held one is another check's question (`hidden-answer.ts`).
import type { Check, CheckInput, Said } from './check';
import { shorten } from './claim-words';
import { refusalSentence } from './refusal-sentence';

export const refusal: Check = {
  id: 'refusal',
  version: '2',
  codes: [
    {
      code: 'refusal',
      title: 'Refusal',
      severity: 'low',
      explanation: 'The answer says that it cannot or will not answer. That may be right; somebody should know how often it happens.',
    },
  ],
  run({ run }: CheckInput): Said[] {
    const sentence = refusalSentence(run.facts.output);
    return sentence === null ? [] : [{ code: 'refusal', detail: `The answer refuses: “${shorten(sentence)}”.` }];
  },
};
