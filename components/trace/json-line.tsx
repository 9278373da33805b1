'use client';
import { Check, ChevronDown, ChevronRight, Link2 } from 'lucide-react';
import { useState } from 'react';
import { directionOf } from '@/components/evidence/text-direction';
import { cn } from '@/lib/cn';
import type { JsonLine } from '@/lib/domain/json-lines/json-lines';
import { formatBytes, formatNumber } from '@/lib/format';
import type { JsonAsk } from './json-answers';
import { FoundText } from './found-text';

interface JsonLineRowProps {
  line: JsonLine;
  ask: JsonAsk;
  words: string;
  onTurn: () => void;
}

const TONES = { string: 'text-success', number: 'text-link', boolean: 'text-violet', null: 'text-muted-foreground' } as const;
const DEEPEST_INDENT = 24;
/** Bytes of a long text that one press adds. */
const MORE_BYTES = 50_000;

export function JsonLineRow({ line, ask, words, onTurn }: JsonLineRowProps) {
  const { depth, key, ordinal, size, isOpen } = line;
  return (
    <div className="group/line flex items-start" style={{ paddingInlineStart: `${Math.min(depth, DEEPEST_INDENT) * 0.9}rem` }}>
      {size > 0 ? (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Fold' : 'Unfold'} ${key ?? (depth === 0 ? 'the value' : `entry ${ordinal}`)}`}
          onClick={onTurn}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground hover:bg-accent"
        >
          {isOpen ? <ChevronDown aria-hidden className="size-3.5" /> : <ChevronRight aria-hidden className="size-3.5 rtl:-scale-x-100" />}
        </button>
      ) : (
        <span aria-hidden className="w-6 shrink-0" />
      )}
      {depth > DEEPEST_INDENT ? <span className="tabular shrink-0 pe-1 text-2xs text-muted-foreground leading-6">{depth}</span> : null}
      {depth === 0 ? null : (
        <span className={cn('shrink-0 pe-1.5 leading-6', key === null && 'tabular text-muted-foreground')}>
          {key === null ? formatNumber(ordinal) : <FoundText text={key} words={words} className="text-foreground" />}
          <span className="text-muted-foreground">:</span>
        </span>
      )}
      <span className="min-w-0 flex-1 leading-6">
        <JsonValue line={line} ask={ask} words={words} />
      </span>
      {depth === 0 ? null : <CopyPath line={line} ask={ask} />}
    </div>
  );
}

function JsonValue({ line, ask, words }: Omit<JsonLineRowProps, 'onTurn'>) {
  const { kind, size, isOpen, text } = line;
  if (kind === 'object' || kind === 'array') {
    const [open, close, unit] =
      kind === 'array' ? ['[', ']', size === 1 ? 'entry' : 'entries'] : ['{', '}', size === 1 ? 'field' : 'fields'];
    const inside = size === 0 ? `${open}${close}` : isOpen ? open : `${open} ${formatNumber(size)} ${unit} ${close}`;
    return (
      <span className="text-muted-foreground" title={size > 0 ? `${formatNumber(size)} ${unit}, ${formatBytes(line.bytes)}` : undefined}>
        {inside}
      </span>
    );
  }
  if (kind === 'string') return <JsonString line={line} ask={ask} words={words} />;
  return <span className={TONES[kind]}>{text}</span>;
}

/** The beginning of a long text; more of it by the button, which says how much there is. */
function JsonString({ line, ask, words }: Omit<JsonLineRowProps, 'onTurn'>) {
  const [more, setMore] = useState<{ text: string; bytes: number } | null>(null);
  const text = more?.text ?? line.text;
  const isAll = !line.isCut || (more !== null && more.bytes >= line.bytes);
  const show = async () => {
    const bytes = (more?.bytes ?? 0) + MORE_BYTES;
    setMore({ text: await ask('text', { index: line.index, bytes }), bytes });
  };
  return (
    <span className={cn('block min-w-0 break-words', TONES.string)} dir={directionOf(text)}>
      {text === '' ? <span className="text-muted-foreground">“”</span> : <FoundText text={text} words={words} />}
      {isAll ? null : ' …'}
      {line.isCut ? (
        <button
          type="button"
          onClick={isAll ? () => setMore(null) : () => void show()}
          className="ms-2 min-h-6 font-sans text-2xs text-link underline-offset-2 hover:underline"
        >
          {isAll
            ? 'Show less'
            : line.bytes <= (more?.bytes ?? 0) + MORE_BYTES
              ? `Show whole, ${formatBytes(line.bytes)}`
              : `Show ${formatBytes(MORE_BYTES)} more of ${formatBytes(line.bytes)}`}
        </button>
      ) : null}
    </span>
  );
}

function CopyPath({ line, ask }: Pick<JsonLineRowProps, 'line' | 'ask'>) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(await ask('pointer', { index: line.index }));
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button
      type="button"
      title="Copy path"
      aria-label={isCopied ? 'Path copied' : `Copy path of ${line.key ?? `entry ${line.ordinal}`}`}
      onClick={() => void copy()}
      className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground opacity-0 hover:bg-accent focus-visible:opacity-100 group-hover/line:opacity-100"
    >
      {isCopied ? <Check aria-hidden className="size-3 text-success" /> : <Link2 aria-hidden className="size-3" />}
    </button>
  );
}
