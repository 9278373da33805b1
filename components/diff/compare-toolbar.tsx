'use client';
import { ArrowLeftRight, Check, ClipboardCopy, Download, Link2, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import { Button } from '@/components/ui/button';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { paths } from '@/lib/paths';
import { useRouter } from 'next/navigation';
import { focusDifference } from './focus-difference';

interface CompareToolbarProps {
  project: string;
  leftId: string;
  rightId: string;
  view: 'original' | 'effective';
  isAll: boolean;
  bindings: KeyBindings;
}

/** What can be done with a comparison; its keys go from difference to difference. */
export function CompareToolbar({ project, leftId, rightId, view, isAll, bindings }: CompareToolbarProps) {
  const router = useRouter();
  const query = { view: view === 'original' ? null : view, same: isAll ? 1 : null };
  const here = (changes: Partial<typeof query>) => paths.compare(project, leftId, rightId, { ...query, ...changes });
  const markdown = paths.compareExport(project, leftId, rightId, { view: query.view, format: 'markdown' });
  useKeyCommands(bindings, {
    'claim.next': () => focusDifference(1),
    'claim.previous': () => focusDifference(-1),
    'run.blast': () => router.push(`${paths.run(project, leftId)}/blast`),
  });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button asChild size="sm">
        <Link href={here({ same: isAll ? null : 1 })} prefetch={false} scroll={false}>
          {isAll ? 'Only what differs' : 'Show the same too'}
        </Link>
      </Button>
      <Button asChild size="sm">
        <Link href={here({ view: view === 'effective' ? null : 'effective' })} prefetch={false} scroll={false}>
          {view === 'effective' ? 'Original outputs' : 'Effective outputs'}
        </Link>
      </Button>
      {leftId === rightId ? null : (
        <Button asChild size="sm">
          <Link href={paths.compare(project, rightId, leftId, query)} prefetch={false}>
            <ArrowLeftRight aria-hidden />
            Swap sides
          </Link>
        </Button>
      )}
      <CopyAction icon={Link2} label="Copy link" textOf={async () => window.location.href} />
      <CopyAction icon={ClipboardCopy} label="Copy Markdown" textOf={async () => textAt(markdown)} />
      <Button asChild size="sm">
        <a href={markdown} download>
          <Download aria-hidden />
          Markdown
        </a>
      </Button>
    </div>
  );
}

async function textAt(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error('the comparison could not be read');
  return response.text();
}

function CopyAction({ icon: Icon, label, textOf }: { icon: LucideIcon; label: string; textOf: () => Promise<string> }) {
  const [state, setState] = useState<'idle' | 'busy' | 'copied' | 'failed'>('idle');
  const copy = () => {
    setState('busy');
    textOf()
      .then((text) => navigator.clipboard.writeText(text))
      .then(
        () => setState('copied'),
        () => setState('failed'),
      );
  };
  return (
    <Button size="sm" onClick={copy} isBusy={state === 'busy'}>
      {state === 'copied' ? <Check aria-hidden className="text-success" /> : <Icon aria-hidden />}
      <span role="status">{state === 'copied' ? 'Copied' : state === 'failed' ? 'Could not copy' : label}</span>
    </Button>
  );
}
