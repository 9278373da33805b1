import { LargeJsonView } from '@/components/trace/json-view';
import { CopyButton } from '@/components/ui/copy-button';

interface RawPanelProps {
  apiPath: string;
  /** Where our own page fetches the same. */
  url: string;
}

/** The whole record as the API gives it, and the address where a program gets it. */
export function RawPanel({ apiPath, url }: RawPanelProps) {
  return (
    <div className="grid gap-2">
      <p className="flex items-center gap-1 text-muted-foreground text-sm">
        As given by <code className="break-all font-mono text-foreground">GET {apiPath}</code>
        <CopyButton text={apiPath} what="address" />
      </p>
      <LargeJsonView url={url} bytes={null} label="run record" />
    </div>
  );
}
