'use client';
import { Download, FileJson } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { LargePart } from '@/lib/domain/steps/large-part';
import { formatBytes } from '@/lib/format';
import { paths } from '@/lib/paths';
import { LargeJsonView } from './json-view';

interface LargePartViewProps {
  part: LargePart;
  run: { project: string; runId: string };
  stepId: string;
  words: string;
}

/** A part that stayed behind because of its size: opened here in a worker, or kept as a file. Nothing of it is left out. */
export function LargePartView({ part: { part, bytes, storedBytes }, run: { project, runId }, stepId, words }: LargePartViewProps) {
  const [isOpen, setOpen] = useState(false);
  const url = paths.runApi(project, runId, `steps/${encodeURIComponent(stepId)}/parts/${part}`);
  const label = part.replace(/^facts\./, '');
  if (isOpen) return <LargeJsonView url={url} bytes={bytes} label={label} words={words} />;
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-md border border-border bg-background px-3 py-2 text-sm">
      <FileJson aria-hidden className="size-4 text-muted-foreground" />
      <span className="tabular min-w-0 flex-1 text-muted-foreground">
        {bytes === null ? `${formatBytes(storedBytes)} as stored, more when unpacked` : `${formatBytes(bytes)} of JSON`}; not loaded yet
      </span>
      <Button size="xs" onClick={() => setOpen(true)}>
        Open here
      </Button>
      <Button size="xs" variant="ghost" asChild>
        <a href={url} download>
          <Download aria-hidden /> Download
        </a>
      </Button>
    </div>
  );
}
