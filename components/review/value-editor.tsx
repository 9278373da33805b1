'use client';
import { useEffect, useId, useRef, useState } from 'react';
import { Textarea } from '@/components/ui/textarea';
import type { Json } from '@/lib/domain/run/run';
import { editText, typedValue } from './typed-value';

interface ValueEditorProps {
  original: Json;
  /** The correction so far, or the original. */
  current: Json;
  onKeep: (value: Json) => void;
  onRevert: () => void;
}

/** Enter keeps, Escape reverts, Shift+Enter breaks the line; leaving the field keeps as well, so that nothing typed is lost. */
export function ValueEditor({ original, current, onKeep, onRevert }: ValueEditorProps) {
  const [text, setText] = useState(() => editText(current));
  const field = useRef<HTMLTextAreaElement>(null);
  const isDone = useRef(false);
  const id = useId();
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (act: () => void) => {
    if (isDone.current) return;
    isDone.current = true;
    act();
  };
  const keep = () => finish(() => onKeep(typedValue(text, original)));
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    // Submitting from inside the field keeps the value first; the chord itself is handled by the screen.
    if (event.key === 'Enter' && !event.shiftKey) {
      if (!event.ctrlKey && !event.metaKey) event.preventDefault();
      keep();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      finish(onRevert);
    }
  };
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="sr-only">
        Right value
      </label>
      <Textarea
        ref={field}
        id={id}
        rows={1}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={keep}
        aria-describedby={`${id}-hint`}
        className="thin-scroll max-h-60 min-h-8 text-base"
      />
      <p id={`${id}-hint`} className="text-muted-foreground text-xs">
        Enter keeps, Esc reverts{typeof original === 'string' ? ', Shift+Enter breaks the line' : `, a ${typeof original} stays one`}
      </p>
    </div>
  );
}
