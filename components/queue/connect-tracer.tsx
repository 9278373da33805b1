'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { Radio } from 'lucide-react';
import { CopyButton } from '@/components/ui/copy-button';

interface ConnectTracerProps {
  /** Base addresses of this installation as the viewer reaches it. */
  traceUrl: string;
  /** Whether the project has received anything yet; asked every few seconds. */
  hasRuns: () => Promise<boolean>;
  keysHref: string | null;
}

const ASK_MS = 4000;

/** What a project without runs shows: five lines for any OpenTelemetry exporter. It turns into the queue by itself. */
export function ConnectTracer({ traceUrl, hasRuns, keysHref }: ConnectTracerProps) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      void hasRuns()
        .then((has) => (has ? router.refresh() : undefined))
        .catch(() => undefined);
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [hasRuns, router]);
  const lines = linesFor(traceUrl);
  return (
    <section aria-labelledby="connect-title" className="mx-auto grid w-full max-w-2xl content-center gap-4 p-8">
      <div className="grid gap-1">
        <h2 id="connect-title" className="font-semibold text-lg">
          Connect a tracer
        </h2>
        <p className="text-muted-foreground">
          Set these five lines where your AI workflow runs. Any OpenTelemetry exporter works: OTLP over HTTP, protobuf or JSON.{' '}
          {keysHref ? (
            <a href={keysHref} className="text-link underline underline-offset-2">
              Create an API key
            </a>
          ) : (
            'Ask an owner for an API key'
          )}{' '}
          with the scope “ingest” first.
        </p>
      </div>
      <div className="relative rounded-lg border border-border bg-muted">
        <pre className="thin-scroll overflow-x-auto p-4 font-mono text-xs leading-5">{lines}</pre>
        <div className="absolute top-2 right-2">
          <CopyButton text={lines} what="the five lines" />
        </div>
      </div>
      <p role="status" className="flex items-center gap-2 text-muted-foreground">
        <Radio aria-hidden className="size-4 animate-pulse text-link" />
        Listening. This page turns into the queue when the first run arrives.
      </p>
    </section>
  );
}

const linesFor = (traceUrl: string) => `export OTEL_EXPORTER_OTLP_ENDPOINT=${traceUrl}
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
export OTEL_EXPORTER_OTLP_HEADERS="x-api-key=cs_…"
export OTEL_SERVICE_NAME=my-workflow
export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true`;
