'use client';
import { Radius } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { keyHint } from '@/components/shell/key-hint';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { KeyBindings } from '@/lib/domain/key-bindings';

/** The way from a run to the runs that share its cause, by button and by key. */
export function BlastKey({ bindings, href }: { bindings: KeyBindings; href: string }) {
  const router = useRouter();
  useKeyCommands(bindings, { 'run.blast': () => router.push(href) });
  const hint = keyHint(bindings, 'run.blast');
  return (
    <Button asChild>
      <Link href={href} prefetch={false}>
        <Radius aria-hidden />
        Blast radius
        {hint ? <Kbd>{hint}</Kbd> : null}
      </Link>
    </Button>
  );
}
