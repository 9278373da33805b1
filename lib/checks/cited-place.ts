// Looks at the places that the run itself cites: does the text stand there, elsewhere, nowhere, and does it show the value.
import { type CitedPlace, lookAtCited } from '@/lib/domain/anchor/anchor-cited';
import { hitAnchors } from '@/lib/domain/anchor/anchor-hit';
import type { CitedReading } from '@/lib/domain/anchor/anchor-reading';
import type { Anchor, Claim } from '@/lib/domain/evidence';
import type { Check, CheckInput, Said } from './check';
import { claimWords, shorten } from './claim-words';
import { evidenceSpace } from './evidence-space';

export const citedPlace: Check = {
  id: 'cited-place',
  version: '1',
  codes: [
    {
      code: 'cited_place_wrong',
      title: 'Cited place wrong',
      severity: 'medium',
      explanation: 'The text stands in the sources, but not where the run says: another page, another document, another passage.',
    },
    {
      code: 'cited_quote_missing',
      title: 'Cited quote missing',
      severity: 'high',
      explanation: 'The run quotes words as evidence that stand in no source, not even nearly.',
    },
    {
      code: 'cited_evidence_silent',
      title: 'Cited evidence silent',
      severity: 'medium',
      explanation: 'The cited place is there, but does not show what it is cited for.',
    },
    {
      code: 'cited_document_unknown',
      title: 'Cited document unknown',
      severity: 'medium',
      explanation: 'The run cites a document that nobody has sent. Send it, and the run is checked again.',
    },
  ],
  run(input: CheckInput): Said[] {
    const ofClaims = input.readings.flatMap(({ claim, cited }) =>
      cited.flatMap((one) => {
        const said = speak(one, claimWords(claim), claim.state === 'moved' ? claim.anchors : claim.candidates.slice(0, 1));
        return said ? [{ ...said, claimId: claim.claimId }] : [];
      }),
    );
    return [...ofClaims, ...ofRun(input)];
  },
};

function speak({ evidence, outcome, foundAt, shown }: CitedReading, what: string, anchors: Anchor[]): Said | null {
  const place = citedName(evidence);
  switch (outcome) {
    case 'here':
      return null;
    case 'moved':
      return { code: 'cited_place_wrong', anchors, detail: `${what} is cited from ${place}, but stands on ${foundAt ?? 'another place'}.` };
    case 'differs':
      return {
        code: 'cited_evidence_silent',
        severity: 'high',
        anchors,
        detail: `${what} is cited from ${place}, which shows ${shown ? `“${shown}”` : 'another value'}.`,
      };
    case 'silent':
      return { code: 'cited_evidence_silent', anchors, detail: `${what} is cited from ${place}, which does not show it.` };
    case 'unknown':
      return { code: 'cited_document_unknown', detail: `${what} is cited from ${place}, which nobody has sent.` };
    case 'absent':
      // An answer that cites a passage in other words is as good as its evidence; the other checks speak of that.
      if ('passageOrdinal' in evidence) return null;
      return evidence.quote === undefined
        ? { code: 'cited_evidence_silent', detail: `${what} is cited from ${place}, which does not show it.` }
        : {
            code: 'cited_quote_missing',
            detail: `${what} is cited with the words “${shorten(evidence.quote, 60)}”, which stand neither on ${place} nor elsewhere.`,
          };
  }
}

/** Evidence for the run as a whole has no claim to bear out, but its quotes must stand where they are cited. */
function ofRun(input: CheckInput): Said[] {
  const space = evidenceSpace(input);
  const whole = (input.run.facts.evidence ?? []).filter(({ claim }) => claim === undefined);
  return whole.flatMap((evidence): Said[] => {
    const claim: Claim = { claimId: '', ordinal: 0, kind: 'sentence', path: null, range: null, text: evidence.quote ?? '', value: null };
    if (evidence.quote === undefined) {
      const isKnown = evidence.documentId === undefined || space.sources.some(({ documentId }) => documentId === evidence.documentId);
      return isKnown ? [] : [{ code: 'cited_document_unknown', detail: `The run cites ${citedName(evidence)}, which nobody has sent.` }];
    }
    const look = lookAtCited(space, claim, evidence);
    const said = speak(
      look,
      `“${shorten(evidence.quote, 60)}”`,
      look.hits[0] && look.outcome === 'moved' ? hitAnchors(space, look.hits[0], 'found') : [],
    );
    return said ? [said] : [];
  });
}

/** `page 3 of lease-2024`, `passage 2`, `lease-2024`. */
function citedName({ documentId, version, page, passageOrdinal }: CitedPlace): string {
  if (passageOrdinal !== undefined) return `passage ${passageOrdinal + 1}`;
  const document = documentId === undefined ? 'the sources' : `${documentId}${version === undefined ? '' : ` (version ${version})`}`;
  return page === undefined ? document : `page ${page} of ${document}`;
}
