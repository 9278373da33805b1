// Nested attributes as OTLP wants OpenInference's: lists of objects flattened into keys with indexes, open maps as JSON text.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';

/** By convention these hold the JSON of an open map, whose own keys are not attribute names. */
const JSON_TEXT =
  /(^|\.)(metadata|template\.variables|prompt_template\.variables|json_schema|parameters|invocation_parameters|function_call|arguments|arguments_json|(input|output)\.value|function\.arguments)$/;

/** Nulls are left out: a data frame has them in every column that a span does not use. */
export function otlpAttributes(attributes: { [key: string]: Json }): Json[] {
  const found: Json[] = [];
  const open: { key: string; value: Json }[] = entries(attributes, '');
  for (let next = open.pop(); next; next = open.pop()) {
    const { key, value } = next;
    if (value === null) continue;
    if (typeof value !== 'object') found.push({ key, value: scalar(value) });
    else if (JSON_TEXT.test(key)) found.push({ key, value: { stringValue: JSON.stringify(value) } });
    else if (!Array.isArray(value)) open.push(...entries(value, `${key}.`));
    else if (value.some((one) => isObject(one))) open.push(...entries(Object.fromEntries(value.entries()), `${key}.`));
    else
      found.push({
        key,
        value: { arrayValue: { values: value.map((one) => scalar(Array.isArray(one) ? JSON.stringify(one) : (one as string))) } },
      });
  }
  return found;
}

function entries(value: { [key: string]: Json }, prefix: string): { key: string; value: Json }[] {
  return Object.entries(value)
    .map(([name, one]) => ({ key: prefix + name, value: one }))
    .reverse();
}

function scalar(value: string | number | boolean | null): Json {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (value === null) return {};
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
