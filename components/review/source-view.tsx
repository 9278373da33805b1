'use client';
import { useState } from 'react';
import type { DocumentSelection } from '@/components/document/document-highlight';
import { DocumentPane } from '@/components/document/document-pane';
import { PassagePane } from '@/components/document/passage-pane';
import type { ReviewEvidence } from '@/lib/domain/review/review-verdict';
import type { TextRange } from '@/lib/domain/find-text';
import type { AssembledRun } from '@/lib/domain/run/run';
import type { ReviewClaim } from './claim-places';
import { marksOf, type PlaceMark, placeOfMark } from './place-marks';
import { type ReviewSource, sourceOfAnchor, sourceOfPassage } from './review-sources';
import type { ReviewState, SendReview } from './review-state';

interface SourceViewProps {
  source: ReviewSource;
  passages: AssembledRun['passages'];
  claims: readonly ReviewClaim[];
  /** Of the shown place: ranges in its page that the claim has too. */
  same: readonly TextRange[];
  state: ReviewState;
  send: SendReview;
}

/** One source with the marks of its claims. A mark leads to its claim; while evidence is picked, words lead to the verdict. */
export function SourceView({ source, passages, claims, same, state, send }: SourceViewProps) {
  const { view, history } = state;
  const marks = marksOf(claims, history.now.claims, view)
    .filter(({ place }) => sourceOfAnchor([source], place.anchor) === source.key)
    .map((mark) => (mark.isFocused ? { ...mark, same } : mark));
  // Beside the shown place another source may hold a place of the same claim: that one comes into view there.
  const focused = marks.find(({ isFocused }) => isFocused) ?? marks.find(({ claimId }) => claimId === view.focusId);
  const wanted = wantedPage(source, passages, focused, state);
  const [page, setPage] = usePage(wanted);
  const [pulse, setPulse] = useState<{ id: string; at: number } | null>(null);
  // A new place asks for its pulse while rendering, so that the page comes into view in the same frame.
  if (focused && pulse?.id !== focused.id) setPulse({ id: focused.id, at: (pulse?.at ?? 0) + 1 });

  const onHighlightClick = (id: string) => {
    const { claimId, index } = placeOfMark(id);
    send({ type: 'focus', claimId });
    send({ type: 'place', index });
  };
  const onSelect = (selection: DocumentSelection | null) => {
    if (!selection || !view.isPicking || view.focusId === null) return;
    send({ type: 'point', claimId: view.focusId, evidence: evidenceOf(source, selection) });
    send({ type: 'place', index: 0 });
    send({ type: 'pick', isOn: false });
  };
  const find = view.find ? { query: view.find.text } : null;
  const common = { highlights: marks, pulse, onHighlightClick, onSelect, find: useSame(find, view.find) };
  if (source.kind === 'passage') return <PassagePane text={source.text} {...common} />;
  return <DocumentPane document={source.document} page={page} onPageChange={setPage} {...common} />;
}

interface WantedPage {
  page: number;
  /** Changes when another place asks. */
  by: string;
}

/** The page of the shown place, or of a passage that was opened from the list; null: wherever the reader is. */
function wantedPage(
  source: ReviewSource,
  passages: AssembledRun['passages'],
  focused: PlaceMark | undefined,
  { view }: ReviewState,
): WantedPage | null {
  if (view.passage !== null && sourceOfPassage([source], passages, view.passage) === source.key)
    return { page: passages[view.passage]?.page ?? 1, by: `passage ${view.passage}` };
  return focused ? { page: focused.page, by: focused.id } : null;
}

/** The page that is shown: what the place asks for at first, then wherever the reader goes until another place asks. */
function usePage(wanted: WantedPage | null) {
  const [state, setState] = useState({ page: wanted?.page ?? 1, by: wanted?.by ?? '' });
  if (wanted && wanted.by !== state.by) {
    setState(wanted);
    return [wanted.page, (page: number) => setState({ page, by: wanted.by })] as const;
  }
  return [state.page, (page: number) => setState((current) => ({ ...current, page }))] as const;
}

/** The same object as long as it is asked by the same request, since another object looks again. */
function useSame<T>(value: T, key: unknown): T {
  const [kept, setKept] = useState({ value, key });
  if (kept.key === key) return kept.value;
  setKept({ value, key });
  return value;
}

function evidenceOf(source: ReviewSource, { page, start, end, quote, boxes }: DocumentSelection): ReviewEvidence {
  const words = {
    quote: quote === '' ? undefined : quote,
    ...(quote === '' ? { start: undefined, end: undefined } : { start, end }),
    boxes: boxes.length === 0 ? undefined : boxes,
  };
  if (source.kind === 'passage') return { document_id: undefined, version: undefined, page: undefined, passage: source.ordinal, ...words };
  return { document_id: source.document.documentId, version: source.document.version, page, passage: undefined, ...words };
}
