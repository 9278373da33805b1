import { JsonView } from '@/components/trace/json-view';
import { CopyButton } from '@/components/ui/copy-button';
import type { Json } from '@/lib/domain/run/run';

interface RawPanelProps {
  /** The run as the API gives it. */
  response: Json;
  apiPath: string;
}

/** The whole record as the API gives it, and the address where a program gets it. */
export function RawPanel({ response, apiPath }: RawPanelProps) {
  return (
    <div className="grid gap-2">
      <p className="flex items-center gap-1 text-muted-foreground text-sm">
        As given by <code className="break-all font-mono text-foreground">GET {apiPath}</code>
        <CopyButton text={apiPath} what="address" />
      </p>
      <JsonView value={response} label="run record" />
    </div>
  );
}
