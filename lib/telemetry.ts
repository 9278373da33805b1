// Countersign's own traces and metrics, sent by OTLP/HTTP when OTEL_EXPORTER_OTLP_ENDPOINT is set; otherwise everything here is a no-op.
import { metrics, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { env } from './env';

const SCOPE = 'countersign';
const METRIC_INTERVAL_MS = 15_000;

/** Starts export for this process; resolves to the function that flushes and ends it, to be awaited before exit. */
export function startTelemetry(processName: string): () => Promise<void> {
  if (!env().OTEL_EXPORTER_OTLP_ENDPOINT) return async () => undefined;
  const sdk = new NodeSDK({
    serviceName: `countersign-${processName}`,
    traceExporter: new OTLPTraceExporter(),
    metricReaders: [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter(), exportIntervalMillis: METRIC_INTERVAL_MS })],
    // No automatic instrumentation: spans here carry names, counts and durations, never bodies.
    instrumentations: [],
  });
  sdk.start();
  return () => sdk.shutdown().catch(() => undefined);
}

/** Runs `work` inside a span; a throw marks the span failed and passes on. Attributes must not hold content. */
export async function inSpan<T>(name: string, attributes: Record<string, string | number | boolean>, work: () => Promise<T>): Promise<T> {
  return trace.getTracer(SCOPE).startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Adds to a counter, e.g. `count('countersign.ingest.spans', 512, { outcome: 'accepted' })`. */
export function count(name: string, by: number, attributes: Record<string, string> = {}): void {
  metrics.getMeter(SCOPE).createCounter(name).add(by, attributes);
}

/** Records a duration in milliseconds into a histogram. */
export function recordDuration(name: string, durationMs: number, attributes: Record<string, string> = {}): void {
  metrics.getMeter(SCOPE).createHistogram(name, { unit: 'ms' }).record(durationMs, attributes);
}

/** Says how high something stands now, e.g. how many batches wait. */
export function recordLevel(name: string, value: number, attributes: Record<string, string> = {}): void {
  metrics.getMeter(SCOPE).createGauge(name).record(value, attributes);
}
