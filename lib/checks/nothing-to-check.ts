// Says when there was nothing to check against: no context at all, or documents that could not be read.
import type { Check, CheckInput, Said } from './check';
import { counted } from './claim-words';
import { evidenceSpace } from './evidence-space';

export const nothingToCheck: Check = {
  id: 'nothing-to-check',
  version: '1',
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
      ...(readable.length === 0 && claims > 0
        ? [
            {
              code: 'nothing_to_check_against',
              detail: `The run has ${counted(claims, 'claim')} and no source to check ${claims === 1 ? 'it' : 'them'} against.`,
            },
          ]
        : []),
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
