// The key of a cause: by it addresses name the cause, and the index of shared things finds its runs.
import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/domain/trail/canonical-json';
import type { IncidentCause } from './incident-cause';

/**
 * MD5 as a UUID: 16 bytes that PostgreSQL computes alike. It groups equal texts and proves nothing; what is proven stands in the
 * trail under SHA-256. For passage, page, document and step_error it is the key of `run_cause`.
 */
export function causeKey(cause: IncidentCause): string {
  switch (cause.by) {
    case 'passage':
      return cause.key;
    case 'page':
      return md5(`${cause.document_id}\n${cause.version ?? ''}\n${cause.page}`);
    case 'document':
      return md5(`${cause.document_id}\n${cause.version ?? ''}`);
    case 'step_error':
      return md5(`${cause.step_kind}\n${cause.step_name}\n${cause.template}`);
    case 'pattern':
      return md5(canonicalJson({ by: cause.by, pattern_key: cause.pattern_key }));
    default:
      return md5(canonicalJson(cause));
  }
}

function md5(text: string): string {
  const hex = createHash('md5').update(text, 'utf8').digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
