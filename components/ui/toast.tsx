'use client';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';

interface ToastMessage {
  id: number;
  tone: 'success' | 'error';
  text: string;
}

const SUCCESS_MS = 5000;

let messages: ToastMessage[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Says that something has happened, after it has: errors stay until closed, the rest goes by itself. */
export const toast = {
  success: (text: string) => push('success', text),
  error: (text: string) => push('error', text),
};

/** Both regions are there from the start, so that screen readers read what comes into them. */
export function Toaster() {
  const shown = useSyncExternalStore(
    subscribe,
    () => messages,
    () => EMPTY,
  );
  return (
    <section
      aria-label="Notifications"
      className="pointer-events-none fixed end-4 bottom-14 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2"
    >
      <div role="alert" className="contents">
        {shown.map((message) => (message.tone === 'error' ? <ToastCard key={message.id} message={message} /> : null))}
      </div>
      <div role="status" className="contents">
        {shown.map((message) => (message.tone === 'success' ? <ToastCard key={message.id} message={message} /> : null))}
      </div>
    </section>
  );
}

/** Waits with leaving while somebody points at it or is in it. */
function ToastCard({ message }: { message: ToastMessage }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (message.tone === 'error' || isHeld) return;
    const timer = setTimeout(() => remove(message.id), SUCCESS_MS);
    return () => clearTimeout(timer);
  }, [message, isHeld]);
  const Icon = message.tone === 'error' ? CircleAlert : CircleCheck;
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="pointer-events-auto flex animate-enter items-start gap-2 rounded-lg bg-popover p-3 text-popover-foreground text-sm shadow-floating"
    >
      <Icon
        aria-hidden
        className={message.tone === 'error' ? 'mt-0.5 size-4 shrink-0 text-danger' : 'mt-0.5 size-4 shrink-0 text-success'}
      />
      <p className="min-w-0 flex-1 break-words">{message.text}</p>
      <button
        type="button"
        aria-label="Close"
        onClick={() => remove(message.id)}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-accent"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}

const EMPTY: ToastMessage[] = [];

function push(tone: ToastMessage['tone'], text: string) {
  lastId += 1;
  messages = [...messages.slice(-3), { id: lastId, tone, text }];
  for (const listener of listeners) listener();
}

function remove(id: number) {
  messages = messages.filter((message) => message.id !== id);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
