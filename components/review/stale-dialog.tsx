'use client';
import { PlainText } from '@/components/evidence/plain-text';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
import type { RevisionChange } from '@/lib/domain/review/review-change';

interface StaleDialogProps {
  /** Null: closed. */
  change: RevisionChange | null;
  onClose: () => void;
  /** Opens the revision that stands now and takes along what still fits. */
  onReload: () => void;
}

const CHANGE_WORDS: Record<RevisionChange['claims'][number]['change'], string> = {
  added: 'new',
  removed: 'gone',
  text: 'reworded',
  evidence: 'evidence changed',
};

/** The run changed while it was being reviewed: nothing was saved, nothing typed is lost, and this is what is different. */
export function StaleDialog({ change, onClose, onReload }: StaleDialogProps) {
  return (
    <Dialog open={change !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title="The run changed while you were reviewing it"
        description="Nothing was submitted, and your draft is kept. Open the run as it stands now: answers on claims that did not change come along."
        className="w-[min(40rem,calc(100vw-2rem))]"
      >
        {change ? <ChangeList change={change} /> : null}
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            Keep looking at this one
          </Button>
          <Button variant="primary" onClick={onReload}>
            Open the run as it is now
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function ChangeList({ change }: { change: RevisionChange }) {
  return (
    <div className="thin-scroll grid max-h-80 gap-3 overflow-y-auto text-sm">
      {change.fields.length > 0 ? (
        <p>
          Changed: <span className="font-medium">{change.fields.join(', ').replaceAll('_', ' ')}</span>
        </p>
      ) : null}
      {change.claims.length > 0 ? (
        <ul className="grid gap-2">
          {change.claims.map((claim) => (
            <li key={`${claim.claim_id} ${claim.change}`} className="grid gap-0.5 border-border border-s-2 ps-2">
              <span className="text-muted-foreground text-xs">
                {claim.claim_id}: {CHANGE_WORDS[claim.change]}
              </span>
              {claim.was === null ? null : (
                <del className="text-muted-foreground">
                  <PlainText text={claim.was} />
                </del>
              )}
              {claim.is === null ? null : (
                <ins className="no-underline">
                  <PlainText text={claim.is} />
                </ins>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted-foreground">The claims are the same as before.</p>
      )}
    </div>
  );
}
