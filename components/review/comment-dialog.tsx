'use client';
import { useId, useState } from 'react';
import { PlainText } from '@/components/evidence/plain-text';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { FormAlert } from '@/components/ui/form-alert';
import { Label } from '@/components/ui/label';
import { RelativeTime } from '@/components/ui/relative-time';
import { Textarea } from '@/components/ui/textarea';

export interface CommentLine {
  eventId: string;
  actor: string;
  at: string;
  text: string;
  claimId: string | null;
}

interface CommentDialogProps {
  isOpen: boolean;
  comments: readonly CommentLine[];
  /** The focused claim, to which a comment can be tied. */
  claimId: string | null;
  canComment: boolean;
  onClose: () => void;
  onSend: (text: string, claimId: string | null) => Promise<string | null>;
}

/** Words on the run, for everybody who sees it. Never changed, never deleted. */
export function CommentDialog({ isOpen, comments, claimId, canComment, onClose, onSend }: CommentDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title="Comments" description="Everybody who may see this run reads them. They are kept as written.">
        {comments.length === 0 ? (
          <p className="text-muted-foreground text-sm">Nobody has written anything yet.</p>
        ) : (
          <ol className="thin-scroll grid max-h-72 gap-2.5 overflow-y-auto">
            {comments.map((comment) => (
              <li key={comment.eventId} className="text-sm">
                <p className="text-muted-foreground text-xs">
                  <span className="font-medium text-foreground">{comment.actor}</span> · <RelativeTime at={comment.at} />
                  {comment.claimId ? ` · on ${comment.claimId}` : ''}
                </p>
                <PlainText text={comment.text} />
              </li>
            ))}
          </ol>
        )}
        {canComment ? <CommentForm claimId={claimId} onSend={onSend} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function CommentForm({ claimId, onSend }: Pick<CommentDialogProps, 'claimId' | 'onSend'>) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const id = useId();
  const send = async (event: React.FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return setProblem('Write something first.');
    setBusy(true);
    const refusal = await onSend(text, claimId);
    setBusy(false);
    setProblem(refusal);
    if (refusal === null) setText('');
  };
  return (
    <form onSubmit={send} className="grid gap-1">
      <Label htmlFor={id}>{claimId ? `Comment on claim ${claimId}` : 'Comment on the run'}</Label>
      <Textarea id={id} dir="auto" autoFocus maxLength={20_000} value={text} onChange={(event) => setText(event.target.value)} />
      <FormAlert>{problem}</FormAlert>
      <DialogFooter>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          Comment
        </Button>
      </DialogFooter>
    </form>
  );
}
