'use client';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { Toast as RadixToast } from 'radix-ui';
import { useSyncExternalStore } from 'react';

interface ToastMessage {
  id: number;
  tone: 'success' | 'error';
  text: string;
}

let messages: ToastMessage[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Says that something has happened, after it has: errors stay until closed, the rest goes by itself. */
export const toast = {
  success: (text: string) => push('success', text),
  error: (text: string) => push('error', text),
};

export function Toaster() {
  const shown = useSyncExternalStore(
    subscribe,
    () => messages,
    () => EMPTY,
  );
  return (
    <RadixToast.Provider swipeDirection="right" label="Notification">
      {shown.map((message) => (
        <RadixToast.Root
          key={message.id}
          type={message.tone === 'error' ? 'foreground' : 'background'}
          duration={message.tone === 'error' ? 600_000 : 5000}
          onOpenChange={(isOpen) => (isOpen ? undefined : remove(message.id))}
          className="flex animate-enter items-start gap-2 rounded-lg bg-popover p-3 text-popover-foreground text-sm shadow-floating"
        >
          {message.tone === 'error' ? (
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
          ) : (
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
          )}
          <RadixToast.Description className="min-w-0 flex-1 break-words">{message.text}</RadixToast.Description>
          <RadixToast.Close
            aria-label="Close"
            className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-accent"
          >
            <X aria-hidden className="size-4" />
          </RadixToast.Close>
        </RadixToast.Root>
      ))}
      <RadixToast.Viewport className="fixed right-4 bottom-14 z-50 flex w-[min(24rem,calc(100vw-2rem))] list-none flex-col gap-2 outline-none" />
    </RadixToast.Provider>
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
