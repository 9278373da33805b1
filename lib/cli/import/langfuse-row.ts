// A record of Langfuse by the names of its API, whether the export wrote them in camel case or in snake case, as JSON or as cells.
import { parseContainer } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { instantText } from './instant-text';

export interface LangfuseRow {
  has(...names: string[]): boolean;
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  instant(name: string): string | undefined;
  /** JSON text of an object or a list is read; other text stays text. */
  json(name: string): Json | undefined;
  /** The members that are there, by their kind. */
  pick(texts: readonly string[], instants: readonly string[], values: readonly string[]): { [key: string]: Json };
}

export function langfuseRow(record: { [key: string]: Json }): LangfuseRow {
  const at = (name: string): Json | undefined => {
    const value = own(record, name) ?? own(record, snake(name));
    return value === null || value === '' ? undefined : value;
  };
  const row: LangfuseRow = {
    has: (...names) => names.some((name) => Object.hasOwn(record, name) || Object.hasOwn(record, snake(name))),
    text: (name) => {
      const value = at(name);
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
    },
    number: (name) => {
      const value = at(name);
      const number = typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : value;
      return typeof number === 'number'
        ? number
        : value === true || value === 'true'
          ? 1
          : value === false || value === 'false'
            ? 0
            : undefined;
    },
    instant: (name) => instantText(at(name)),
    json: (name) => {
      const value = at(name);
      return typeof value === 'string' ? (parseContainer(value) ?? value) : value;
    },
    pick: (texts, instants, values) => {
      const found = [
        ...texts.map((name) => [name, row.text(name)] as const),
        ...instants.map((name) => [name, row.instant(name)] as const),
        ...values.map((name) => [name, row.json(name)] as const),
      ];
      return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as { [key: string]: Json };
    },
  };
  return row;
}

function own(record: { [key: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
