// Headers as people paste them: one a line, `name: value`, or the form of OTEL_EXPORTER_OTLP_HEADERS, `name=value,name=value`.

/** Set by the transport itself. */
const RESERVED = new Set([
  'host',
  'content-length',
  'content-type',
  'content-encoding',
  'connection',
  'transfer-encoding',
  'user-agent',
  'expect',
]);
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Throws an Error with one sentence that names the line, never its value. */
export function readHeaders(text: string): { [name: string]: string } {
  const headers: { [name: string]: string } = Object.create(null) as { [name: string]: string };
  for (const [index, line] of linesOf(text).entries()) {
    const at = line.search(/[:=]/);
    const name = line.slice(0, at).trim().toLowerCase();
    const value = line.slice(at + 1).trim();
    if (at < 1 || !NAME.test(name) || value === '') throw new Error(`Line ${index + 1} is not a header. Write name: value.`);
    if (/[^\t\u0020-\u007e\u0080-\u00ff]/u.test(value)) throw new Error(`Line ${index + 1} holds characters that a header cannot carry.`);
    if (RESERVED.has(name)) throw new Error(`Line ${index + 1}: ${name} is set by Countersign itself.`);
    headers[name] = value;
  }
  return { ...headers };
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).flatMap((line) => line.trim() || []);
  const [only] = lines;
  // A single line without a colon before its first equals sign is the environment variable's form.
  return lines.length === 1 && only !== undefined && /^[^:=]+=/.test(only) ? only.split(',') : lines;
}
