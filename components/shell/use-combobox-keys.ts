'use client';
import { useRouter } from 'next/navigation';
import type { KeyboardEvent } from 'react';
import type { FindChoice } from './find-suggestions';

interface ComboboxKeys {
  choices: readonly FindChoice[];
  active: number;
  isShown: boolean;
  setActive: (index: number) => void;
  setOpen: (isOpen: boolean) => void;
  close: () => void;
  choose: (choice: FindChoice) => void;
  forget: (search: string) => void;
}

/** Arrows go round through the choices and the text itself; Enter opens the choice or sends the text; Escape closes, then leaves. */
export function useComboboxKeys({ choices, active, isShown, setActive, setOpen, close, choose, forget }: ComboboxKeys) {
  const router = useRouter();
  return (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const choice = isShown ? choices[active] : undefined;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const places = choices.length + 1;
      setActive(((active + 1 + (event.key === 'ArrowDown' ? 1 : -1) + places) % places) - 1);
    } else if (event.key === 'Enter' && choice) {
      event.preventDefault();
      choose(choice);
      router.push(choice.href);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (isShown) close();
      else event.currentTarget.blur();
    } else if (event.key === 'Delete' && event.shiftKey && choice?.isPast) {
      event.preventDefault();
      forget(choice.label);
      setActive(-1);
    }
  };
}
