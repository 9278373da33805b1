// `doc:` references: a document, and within it a version, a page, a character range or a place in its JSON.

export interface DocumentRef {
  documentId: string;
  version?: number;
  page?: number;
  chars?: [number, number];
  /** JSON Pointer into a JSON document. */
  path?: string;
}

/** Reads `doc:policy-2024#page=3&chars=10,20`; parts may be joined by `&`. Null when it is not such a reference. */
export function parseDocumentRef(text: string): DocumentRef | null {
  const match = /^doc:([^#]+)(?:#(.*))?$/s.exec(text);
  if (!match) return null;
  const documentId = decode(match[1] as string);
  if (documentId === null) return null;
  const ref: DocumentRef = { documentId };
  for (const part of (match[2] ?? '').split('&')) {
    if (part !== '' && !addPart(ref, part)) return null;
  }
  return ref;
}

export function formatDocumentRef({ documentId, version, page, chars, path }: DocumentRef): string {
  const parts = [
    version === undefined ? [] : [`version=${version}`],
    page === undefined ? [] : [`page=${page}`],
    chars === undefined ? [] : [`chars=${chars[0]},${chars[1]}`],
    path === undefined ? [] : [`path=${encodePart(path)}`],
  ].flat();
  return `doc:${encodePart(documentId)}${parts.length ? `#${parts.join('&')}` : ''}`;
}

function addPart(ref: DocumentRef, part: string): boolean {
  const at = part.indexOf('=');
  const key = part.slice(0, at);
  const value = decode(part.slice(at + 1));
  if (at < 1 || value === null) return false;
  if (key === 'page' || key === 'version') {
    if (!/^[1-9]\d{0,8}$/.test(value)) return false;
    ref[key] = Number(value);
    return true;
  }
  if (key === 'chars') {
    const range = /^(\d{1,12}),(\d{1,12})$/.exec(value);
    if (!range || Number(range[1]) > Number(range[2])) return false;
    ref.chars = [Number(range[1]), Number(range[2])];
    return true;
  }
  if (key !== 'path' || (value !== '' && !value.startsWith('/'))) return false;
  ref.path = value;
  return true;
}

/** A stray per cent sign is taken as itself: ids are chosen by users. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encodePart(text: string): string {
  return text.replace(/[%#&]/g, (character) => encodeURIComponent(character));
}
