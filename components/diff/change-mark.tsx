import { ArrowLeftRight, Equal, type LucideIcon, Minus, PencilLine, Plus } from 'lucide-react';
import { cn } from '@/lib/cn';

const LOOKS: Record<'same' | 'changed' | 'added' | 'removed' | 'moved', { icon: LucideIcon; tone: string; word: string }> = {
  same: { icon: Equal, tone: 'text-muted-foreground', word: 'the same' },
  changed: { icon: PencilLine, tone: 'text-warning', word: 'changed' },
  added: { icon: Plus, tone: 'text-success', word: 'only on the right' },
  removed: { icon: Minus, tone: 'text-danger', word: 'only on the left' },
  moved: { icon: ArrowLeftRight, tone: 'text-info', word: 'moved' },
};

export function ChangeMark({ kind }: { kind: keyof typeof LOOKS }) {
  const { icon: Icon, tone, word } = LOOKS[kind];
  return (
    <span title={word} className={cn('inline-flex shrink-0 align-text-bottom', tone)}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{word}</span>
    </span>
  );
}
