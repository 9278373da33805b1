// What somebody has to set so that a tracer they already use sends here. Shown on the connect page and rendered into docs/connect.md.

/** Where a project is reached and by which key. */
export interface ConnectAddress {
  /** Base of the ingest door without a slash at its end. */
  ingestUrl: string;
  /** Base of the web server without a slash at its end. */
  webUrl: string;
  /** The key, or a placeholder where none was made yet. */
  key: string;
}

export interface SetupBlock {
  title: string;
  language: 'sh' | 'ts' | 'python' | 'yaml';
  text: string;
}

export interface TracerSetup {
  id: string;
  name: string;
  group: 'OpenTelemetry' | 'Frameworks' | 'Trace tools' | 'Without a tracer';
  /** Who this is for, in a sentence. */
  about: string;
  blocks: (address: ConnectAddress) => SetupBlock[];
  /** Attributes of a span may carry what a trace cannot say: whether the setup has spans of OpenTelemetry. */
  hasSpans: boolean;
}

/** The lines of any OpenTelemetry exporter. */
export function otelLines({ ingestUrl, key }: ConnectAddress): string {
  return `export OTEL_EXPORTER_OTLP_ENDPOINT=${ingestUrl}
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
export OTEL_EXPORTER_OTLP_HEADERS="x-api-key=${key}"`;
}

export const environment = (text: string): SetupBlock => ({ title: 'Environment', language: 'sh', text });
export const code = (text: string, title = 'Code'): SetupBlock => ({ title, language: 'ts', text });
