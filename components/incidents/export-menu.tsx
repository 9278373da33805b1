'use client';
import { Download } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { keyHint } from '@/components/shell/key-hint';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import { Button } from '@/components/ui/button';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu';
import { Kbd } from '@/components/ui/kbd';
import { toast } from '@/components/ui/toast';
import type { KeyBindings } from '@/lib/domain/key-bindings';

const FORMATS = [
  { format: 'html', label: 'HTML, to read and to print' },
  { format: 'pdf', label: 'PDF, with the data attached' },
  { format: 'json', label: 'JSON, for programs' },
] as const;
type Format = (typeof FORMATS)[number]['format'];

interface ExportMenuProps {
  bindings: KeyBindings;
  /** `runs` where the dossier does not list every run itself: the list that was kept with the last export. */
  hrefs: Record<Format, string> & { runs?: string };
}

/** The dossier as a file: d takes the HTML, the menu has the others. Signing takes a moment, so it says that it is at work. */
export function ExportMenu({ bindings, hrefs }: ExportMenuProps) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const take = async (format: Format) => {
    if (isBusy) return;
    setBusy(true);
    try {
      await download(hrefs[format]);
      toast.success(`Dossier exported as ${format.toUpperCase()}. The export stands in the timeline.`);
      router.refresh();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : 'The dossier could not be exported. Try again.');
    } finally {
      setBusy(false);
    }
  };
  const takeRuns = async (href: string) => {
    await download(href).catch((error: unknown) =>
      toast.error(
        error instanceof Error ? `${error.message} It comes with a dossier: export one first.` : 'The list could not be exported.',
      ),
    );
  };
  useKeyCommands(bindings, { 'incident.export': () => void take('html') });
  const hint = keyHint(bindings, 'incident.export');
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button isBusy={isBusy}>
          {isBusy ? null : <Download aria-hidden />}
          {isBusy ? 'Exporting …' : 'Export dossier'}
          {hint ? <Kbd>{hint}</Kbd> : null}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {FORMATS.map(({ format, label }) => (
          <DropdownMenuItem key={format} onSelect={() => void take(format)}>
            {label}
          </DropdownMenuItem>
        ))}
        {hrefs.runs ? (
          <DropdownMenuItem onSelect={() => void takeRuns(hrefs.runs ?? '')}>All runs of the last dossier, as JSON lines</DropdownMenuItem>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Through memory, so that a refusal is a sentence here and not a page. */
async function download(href: string): Promise<void> {
  const response = await fetch(href);
  if (!response.ok) {
    const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(problem?.detail ?? 'The dossier could not be exported. Try again.');
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'dossier';
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
