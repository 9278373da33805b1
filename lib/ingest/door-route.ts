// Which of the door's rooms a request wants: by the end of its path, because users put any prefix before it.
import { SOURCES } from '@/lib/sources/registry';
import type { Surface } from '@/lib/sources/source';
import type { OtlpEncoding } from './otlp-answer';

export type Signal = 'traces' | 'logs' | 'metrics';
export type DoorRoute =
  | { kind: 'otlp'; signal: Signal }
  | { kind: 'surface'; surface: Surface; match: RegExpExecArray }
  | { kind: 'health' }
  | { kind: 'method'; allow: string }
  | { kind: 'unknown' };

const SURFACES = SOURCES.flatMap(({ surfaces }) => surfaces ?? []);

export function doorRoute(method: string, path: string, contentType: string): DoorRoute {
  const clean = path.replace(/\/+$/, '');
  const signal = /\/v1\/(traces|logs|metrics)$/.exec(clean)?.[1] as Signal | undefined;
  if (signal) return method === 'POST' ? { kind: 'otlp', signal } : { kind: 'method', allow: 'POST' };
  const fitting = SURFACES.flatMap((surface) => {
    const match = surface.path.exec(clean);
    return match ? [{ surface, match }] : [];
  });
  const called = fitting.find(({ surface }) => surface.method === method);
  if (called) return { kind: 'surface', ...called };
  if (fitting.length > 0) return { kind: 'method', allow: fitting.map(({ surface }) => surface.method).join(', ') };
  if (method === 'GET' && /^(\/health|.*\/api\/public\/health)?$/.test(clean.replace(/^\/api\/ingest/, ''))) return { kind: 'health' };
  // OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is used as it stands, so a bare address means traces.
  const isBare = clean === '' || clean === '/api/ingest';
  return method === 'POST' && isBare && otlpEncoding(contentType) ? { kind: 'otlp', signal: 'traces' } : { kind: 'unknown' };
}

/** By media type, whatever parameters follow it; undefined for a type that OTLP does not use. */
export function otlpEncoding(contentType: string): OtlpEncoding | undefined {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return 'json';
  return type === 'application/x-protobuf' || type === 'application/protobuf' ? 'protobuf' : undefined;
}
