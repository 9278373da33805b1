import { ChevronDown, ChevronRight } from 'lucide-react';
import { LongText } from '@/components/evidence/long-text';
import { PlainText } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';
import type { JsonRow } from './json-rows';

interface JsonLineProps {
  row: JsonRow;
  onTurn: () => void;
}

const TONES = { string: 'text-success', number: 'text-link', boolean: 'text-violet', null: 'text-muted-foreground' } as const;
const DEEPEST_INDENT = 24;

export function JsonLine({ row, onTurn }: JsonLineProps) {
  const { depth, key, kind } = row;
  const isContainer = kind === 'object' || kind === 'array';
  return (
    <div className="flex items-start" style={{ paddingInlineStart: `${Math.min(depth, DEEPEST_INDENT) * 0.9}rem` }}>
      {isContainer && row.size ? (
        <button
          type="button"
          aria-expanded={!row.isFolded}
          aria-label={`${row.isFolded ? 'Unfold' : 'Fold'} ${row.path || 'the value'}`}
          onClick={onTurn}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground hover:bg-accent"
        >
          {row.isFolded ? <ChevronRight aria-hidden className="size-3.5" /> : <ChevronDown aria-hidden className="size-3.5" />}
        </button>
      ) : (
        <span aria-hidden className="w-6 shrink-0" />
      )}
      {key === null ? null : (
        <span className="shrink-0 pr-1.5">
          <PlainText text={key} className="text-foreground" />
          <span className="text-muted-foreground">:</span>
        </span>
      )}
      <JsonValue row={row} />
    </div>
  );
}

function JsonValue({ row }: { row: JsonRow }) {
  const { kind, value, size, isFolded } = row;
  if (kind === 'close') return <span className="text-muted-foreground">{Array.isArray(value) ? ']' : '}'}</span>;
  if (kind === 'object' || kind === 'array') {
    const [open, close, unit] = kind === 'array' ? ['[', ']', 'entries'] : ['{', '}', 'fields'];
    const inside = isFolded ? `${open} ${size} ${unit} ${close}` : size === 0 ? `${open}${close}` : open;
    return <span className="text-muted-foreground">{inside}</span>;
  }
  if (kind === 'string') {
    return (
      <span className={cn('min-w-0 break-words', TONES.string)}>
        <LongText text={value as string} limit={600} />
      </span>
    );
  }
  return <span className={TONES[kind]}>{String(value)}</span>;
}
