import { useEffect, useRef } from 'react';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { verbCommand } from '@/lib/verbs/key-commands';
import { placesOf, type ReviewClaim } from './claim-places';
import { stepFrom } from './claim-steps';
import { VERDICT_VERBS, verbPatch } from './claim-verdict';
import type { ReviewSource } from './review-sources';
import type { ReviewState, SendReview } from './review-state';
import { nextSource } from './shown-source';

interface ReviewKeysOptions {
  bindings: KeyBindings;
  /** In the order of the list. */
  claims: readonly ReviewClaim[];
  flagged: readonly string[];
  sources: readonly ReviewSource[];
  state: ReviewState;
  canDecide: boolean;
  send: SendReview;
  submit: () => void;
  openRationale: () => void;
}

/** All keys of the reviewer screen. Looking works for everybody; answering only for who holds the item. */
export function useReviewKeys({ bindings, claims, flagged, sources, state, canDecide, send, submit, openRationale }: ReviewKeysOptions) {
  const { view, history } = state;
  const said = history.now.claims;
  const focused = claims.find(({ claimId }) => claimId === view.focusId);
  const order = claims.map(({ claimId }) => claimId);
  const step = (direction: 1 | -1, fits: (claimId: string) => boolean) => () => {
    const next = stepFrom(order, view.focusId, direction, fits);
    if (next !== null) send({ type: 'focus', claimId: next });
  };
  const needsWork = (claimId: string) => flagged.includes(claimId) && !said[claimId];
  const stepPlace = (direction: 1 | -1) => () => {
    const count = focused ? placesOf(focused, said[focused.claimId]?.evidence).length : 0;
    if (count > 0) send({ type: 'place', index: (Math.min(view.place, count - 1) + direction + count) % count });
  };
  const decides = (handler: () => void) => (canDecide ? handler : () => undefined);
  const answers = Object.fromEntries(
    VERDICT_VERBS.map((verb) => [
      verbCommand(verb.name),
      decides(() => {
        if (!focused) return;
        send({ type: 'say', claimId: focused.claimId, patch: verbPatch(verb, said[focused.claimId]) });
        if (verb.name === 'fix') send({ type: 'edit', isOn: true });
      }),
    ]),
  );
  useKeyCommands(bindings, {
    ...answers,
    'claim.next': step(1, needsWork),
    'claim.previous': step(-1, needsWork),
    'claim.next-any': step(1, () => true),
    'claim.previous-any': step(-1, () => true),
    'claim.edit': decides(() => (focused ? send({ type: 'edit', isOn: true }) : undefined)),
    'claim.why': () => (focused ? send({ type: 'risk' }) : undefined),
    'source.find': () => send({ type: 'find', text: findText(focused, view.place) }),
    'source.pick': decides(() => (focused ? send({ type: 'pick', isOn: !view.isPicking }) : undefined)),
    'place.previous': stepPlace(-1),
    'place.next': stepPlace(1),
    'source.marks': () => send({ type: 'marks' }),
    'source.next': () => {
      const action = nextSource(sources, claims, said, view);
      if (action) send(action);
    },
    'draft.undo': decides(() => send({ type: 'undo' })),
    [verbCommand('omit')]: decides(() => send({ type: 'open', dialog: 'omission' })),
    [verbCommand('open_rationale')]: openRationale,
    [verbCommand('comment')]: () => send({ type: 'open', dialog: 'comment' }),
    [verbCommand('escalate')]: decides(() => send({ type: 'open', dialog: 'escalate' })),
    [verbCommand('skip')]: decides(() => send({ type: 'open', dialog: 'skip' })),
    [verbCommand('keep_as_eval')]: decides(() =>
      send({ type: 'keep', keep: history.now.keep === 'default' || history.now.keep === null ? KEEP : null }),
    ),
  });
  useSubmitChord(canDecide && view.dialog === null, submit);
}

const KEEP = { set: 'regressions', expected_route: undefined, expected_fallback: undefined, evidence_required: true };
const FIND_CHARS = 120;

function findText(claim: ReviewClaim | undefined, place: number): string {
  if (!claim) return '';
  const quote = placesOf(claim, undefined)[place]?.anchor.quote;
  return (quote || claim.text).slice(0, FIND_CHARS);
}

/** ⌘ or Ctrl with Enter works inside text fields as well; the field has kept its value by the time this runs. */
function useSubmitChord(isOn: boolean, submit: () => void) {
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.isComposing) return;
      event.preventDefault();
      setTimeout(() => latest.current());
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOn]);
}
