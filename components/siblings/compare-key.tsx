'use client';
import { useRouter } from 'next/navigation';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import type { KeyBindings } from '@/lib/domain/key-bindings';

/** The key that opens the comparison with the sibling that tells most; renders nothing. */
export function CompareKey({ bindings, href }: { bindings: KeyBindings; href: string }) {
  const router = useRouter();
  useKeyCommands(bindings, { 'run.compare': () => router.push(href) });
  return null;
}
