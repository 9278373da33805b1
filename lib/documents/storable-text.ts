// Text as PostgreSQL and UTF-8 can hold it, of the same length, so that offsets counted before stay right.

/** NUL and lone surrogates become U+FFFD; everything else stays. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');
}
