// A value as text in an editor and back, keeping the type that the field had.
import type { Json } from '@/lib/domain/run/run';

export const editText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** `41200` stays a number where one was, `true` a boolean; in a text field everything is text. */
export function typedValue(text: string, original: Json): Json {
  if (typeof original === 'string') return text;
  const trimmed = text.trim();
  if (trimmed === '' && original === null) return null;
  try {
    return JSON.parse(trimmed) as Json;
  } catch {
    return text;
  }
}
