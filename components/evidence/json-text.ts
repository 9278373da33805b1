// A JSON value as text that a person reads: strings bare, everything else indented.
import type { Json } from '@/lib/domain/run/run';

export const jsonText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** On one line, for rows and labels. */
export const jsonLine = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
