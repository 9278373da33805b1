import type { ReactNode } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { SetupBlock } from './setup-block';

interface TroubleListProps {
  ingestUrl: string;
  apiKey: string;
  /** Nothing has come for a while: then it opens by itself. */
  isQuiet: boolean;
}

/** What to look at when nothing comes: one line that tells address and key apart, and what its answers mean. */
export function TroubleList({ ingestUrl, apiKey, isQuiet }: TroubleListProps) {
  const probe = `curl -i ${ingestUrl}/v1/traces -H 'x-api-key: ${apiKey}' -H 'content-type: application/json' -d '{}'`;
  return (
    <Disclosure title={isQuiet ? 'Nothing for a minute. What to look at' : 'Nothing comes?'} isOpen={isQuiet}>
      <div className="grid gap-3 pt-2">
        <SetupBlock title="Ask from where your workflow runs" language="sh" text={probe} />
        <dl className="grid gap-x-3 gap-y-2 sm:grid-cols-[7rem_minmax(0,1fr)]">
          <Answer says="200">
            Address and key are right. Exporters send every few seconds: a script that ends at once has to call <Word>shutdown()</Word> or{' '}
            <Word>forceFlush()</Word> first.
          </Answer>
          <Answer says="401">The key is not known, was revoked or has expired. Make one above and put it into the lines again.</Answer>
          <Answer says="403">The key may not send runs: it needs the scope ingest.</Answer>
          <Answer says="no answer">
            The address cannot be reached from there. In a container <Word>localhost</Word> is the container itself; behind a proxy the door
            is also below <Word>/api/ingest</Word> of the web address.
          </Answer>
          <Answer says="415, or gRPC">
            Only OTLP over HTTP is spoken: set <Word>OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf</Word> and the port above, not 4317.
          </Answer>
        </dl>
      </div>
    </Disclosure>
  );
}

function Answer({ says, children }: { says: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="font-medium font-mono text-xs leading-5">{says}</dt>
      <dd className="text-muted-foreground">{children}</dd>
    </div>
  );
}

function Word({ children }: { children: string }) {
  return <code className="break-words font-mono text-foreground text-xs">{children}</code>;
}
