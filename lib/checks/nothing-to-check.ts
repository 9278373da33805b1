// Says when there was nothing to check against: no context at all, or documents that could not be read.
import type { Check, CheckInput, Said } from './check';
import { counted } from './claim-words';
import { evidenceSpace } from './evidence-space';
import { isFunctionWord } from '@/lib/domain/match/match-lexeme';
import { queryTokens } from '@/lib/domain/match/match-query';

/** A greeting has fewer content words than this. */
const FEW_WORDS = 5;

export const nothingToCheck: Check = {
  id: 'nothing-to-check',
  version: '2',
  codes: [
    {
      code: 'nothing_to_check_against',
      title: 'Nothing to check against',
      severity: 'medium',
      explanation: 'The run has no context, no passages and no readable documents. Nobody can tell from it whether the answer is right.',
    },
    {
      code: 'document_missing',
      title: 'Document missing',
      severity: 'medium',
      explanation: 'The run names a document that nobody has sent. Send it, and the run is checked again.',
    },
    {
      code: 'document_unreadable',
      title: 'Document unreadable',
      severity: 'medium',
      explanation: 'A document of the run has no text that could be searched. A person has to look at it.',
    },
  ],
  run(input: CheckInput): Said[] {
    const { sources, unreadable } = evidenceSpace(input);
    const readable = sources.filter(({ index }) => index.text.trim() !== '');
    const claims = input.readings.length;
    return [
      ...(readable.length === 0 ? withoutSource(claims, input.run.facts.output) : []),
      ...unreadable.map(
        ({ documentId, reason, isMissing }): Said => ({
          code: isMissing ? 'document_missing' : 'document_unreadable',
          detail: `${documentId} could not be searched: ${reason}.`,
        }),
      ),
      ...sources
        .filter(({ kind, index }) => kind === 'document' && index.text.trim() === '')
        .map(
          ({ documentId }): Said => ({ code: 'document_unreadable', detail: `${documentId} could not be searched: it has no text layer.` }),
        ),
    ];
  },
};

/** An output of code or questions alone makes no claim, and still nobody can tell whether it is right. */
function withoutSource(claims: number, output: CheckInput['run']['facts']['output']): Said[] {
  const code = 'nothing_to_check_against';
  if (claims > 0)
    return [{ code, detail: `The run has ${counted(claims, 'claim')} and no source to check ${claims === 1 ? 'it' : 'them'} against.` }];
  const words = typeof output === 'string' ? queryTokens(output, () => 1).filter(({ word }) => !isFunctionWord(word)).length : 0;
  return words < FEW_WORDS ? [] : [{ code, severity: 'low', detail: 'The run has no source to check its output against.' }];
}
