import { EyeOff } from 'lucide-react';
import type { MaskMark as Mark } from '@/lib/domain/mask-token';

/** A masked value in a running text: its kind, and four letters by which equal ones are told. */
export function MaskMark({ mark }: { mark: Mark }) {
  const kind = mark.type.replaceAll('_', ' ');
  const letters = mark.form === null ? null : mark.text.slice(-5, -1);
  const fate = mark.form === 'tok' ? 'kept in the vault' : mark.form === 'hash' ? 'not kept; equal values have equal letters' : 'not kept';
  return (
    <span
      data-text={mark.text}
      title={`Masked ${kind}, ${fate}`}
      className="mx-px inline-flex items-baseline gap-0.5 whitespace-nowrap rounded-sm border border-border-strong bg-muted px-1 font-mono text-2xs text-foreground leading-tight no-underline"
    >
      <EyeOff aria-hidden className="size-2.5 self-center text-muted-foreground" />
      {kind}
      {letters ? <span className="text-muted-foreground">·{letters}</span> : null}
    </span>
  );
}
