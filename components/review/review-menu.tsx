'use client';
import { Ellipsis } from 'lucide-react';
import { keyHint } from '@/components/shell/key-hint';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Kbd } from '@/components/ui/kbd';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { verbCommand } from '@/lib/verbs/key-commands';
import type { DialogName, SendReview } from './review-state';

interface ReviewMenuProps {
  canDecide: boolean;
  bindings: KeyBindings;
  onRelease: () => void;
  send: SendReview;
}

const ENTRIES: { dialog: DialogName; verb: string; title: string }[] = [
  { dialog: 'escalate', verb: 'escalate', title: 'Escalate …' },
  { dialog: 'skip', verb: 'skip', title: 'Skip …' },
];

/** The rarer things one can do with an item. */
export function ReviewMenu({ canDecide, bindings, onRelease, send }: ReviewMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-xs" aria-label="More about this item">
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {ENTRIES.map(({ dialog, verb, title }) => {
          const hint = keyHint(bindings, verbCommand(verb));
          return (
            <DropdownMenuItem key={verb} disabled={!canDecide} onSelect={() => send({ type: 'open', dialog })}>
              <span className="flex-1">{title}</span>
              {hint ? <Kbd>{hint}</Kbd> : null}
            </DropdownMenuItem>
          );
        })}
        <DropdownMenuSeparator />
        <DropdownMenuItem disabled={!canDecide} onSelect={onRelease}>
          Release: give it back undecided
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
