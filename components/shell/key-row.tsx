'use client';
import { useState } from 'react';
import { cn } from '@/lib/cn';
import { type KeyBindings, type KeyCommand, keysOf, showKey } from '@/lib/domain/key-bindings';

interface KeyRowProps {
  command: KeyCommand;
  bindings: KeyBindings;
  onChange: (keys: string[]) => void;
}

/** One command and its key: press the button, then the new key; Backspace takes the key away, Escape keeps the old one. */
export function KeyRow({ command, bindings, onChange }: KeyRowProps) {
  const [isListening, setListening] = useState(false);
  const { title } = command;
  const keys = keysOf(bindings, command);
  const shown = keys.length === 0 ? 'none' : keys.map(showKey).join(' or ');

  const capture = (event: React.KeyboardEvent) => {
    if (!isListening || event.key === 'Tab') return;
    if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    setListening(false);
    if (event.key === 'Backspace' || event.key === 'Delete') onChange([]);
    else if ([...event.key].length === 1) onChange([event.key]);
  };

  return (
    <li className="flex min-h-8 items-center justify-between gap-2 border-border border-b py-0.5 text-sm">
      <span className={cn(bindings.isOff && 'text-muted-foreground')}>{title}</span>
      <button
        type="button"
        aria-label={isListening ? `${title}: press the new key, Backspace for none` : `${title}: ${shown}. Change`}
        onClick={() => setListening(true)}
        onBlur={() => setListening(false)}
        onKeyDown={capture}
        className={cn(
          'inline-flex h-6 min-w-9 shrink-0 items-center justify-center rounded-sm border px-1.5 font-mono text-xs',
          isListening ? 'border-ring bg-primary-soft text-link' : 'border-border-strong bg-background text-foreground hover:bg-accent',
        )}
      >
        {isListening ? 'press a key' : shown}
      </button>
    </li>
  );
}
