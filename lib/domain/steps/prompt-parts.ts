// Which part of a rendered prompt came from which variable of its template.
import type { Json, StepFacts } from '@/lib/domain/run/run';

export interface PromptPart {
  text: string;
  /** Null for what the template itself says. */
  variable: string | null;
}

export interface PromptParts {
  /** Joined, they are the rendered text. */
  parts: PromptPart[];
  /**
   * `template`: the template with its variables put in gives exactly this text; `values`: values of variables were found in it, longest
   * first, which may mistake a word of the template for a value that reads the same.
   */
  by: 'template' | 'values';
  /** Variables that no part came from. */
  unused: string[];
}

/** `{{ name }}`, `${name}`, `{name}`, `<%= name %>`; a dot leads into an object. */
const PLACE = /\{\{\{?\s*([\w.-]+)\s*\}?\}\}|\$\{\s*([\w.-]+)\s*\}|<%[=-]?\s*([\w.-]+)\s*%>|\{\s*([A-Za-z_][\w.-]*)\s*\}/g;
/** A shorter value stands in any text by chance. */
const TELLING_CHARS = 3;

/** Null when there is neither a template nor a variable whose value is in the text. */
export function promptParts(rendered: string, template: string | undefined, variables: { [name: string]: Json }): PromptParts | null {
  const byTemplate = template === undefined ? null : partsByTemplate(rendered, template, variables);
  const parts = byTemplate ?? partsByValues(rendered, variables);
  const used = new Set(parts.map(({ variable }) => variable));
  if (byTemplate === null && parts.every(({ variable }) => variable === null)) return null;
  return { parts, by: byTemplate ? 'template' : 'values', unused: Object.keys(variables).filter((name) => !used.has(name)) };
}

/** The prompt of a step in its parts: as it was rendered, or the message that its template gives. Null when nothing tells. */
export function stepPrompt({ renderedPrompt, promptTemplate, promptVariables = {}, messages = [] }: StepFacts): PromptParts | null {
  if (renderedPrompt) return promptParts(renderedPrompt, promptTemplate, promptVariables);
  if (promptTemplate === undefined && Object.keys(promptVariables).length === 0) return null;
  const texts = messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === 'text' && typeof part['content'] === 'string' ? [part['content']] : [])),
  );
  const found = texts.flatMap((text) => promptParts(text, promptTemplate, promptVariables) ?? []);
  return found.find(({ by }) => by === 'template') ?? found[0] ?? null;
}

/**
 * Walks template and text together. What stands between two places of the template is looked for in the text, so a variable whose value
 * is not known (or was written in another form) still gets its part; null when the words of the template are not there in order.
 */
function partsByTemplate(rendered: string, template: string, variables: { [name: string]: Json }): PromptPart[] | null {
  const places = [...template.matchAll(PLACE)];
  const parts: PromptPart[] = [];
  const add = (text: string, variable: string | null) => {
    if (text !== '') parts.push({ text, variable });
  };
  let at = 0;
  let from = 0;
  let open: string | null = null;
  for (const place of [...places, null]) {
    const literal = template.slice(from, place?.index ?? template.length);
    const isLast = place === null;
    if (open !== null) {
      const value = textOf(valueAt(variables, open));
      const isThere =
        value !== null &&
        rendered.startsWith(value, at) &&
        (isLast ? at + value.length + literal.length === rendered.length : true) &&
        rendered.startsWith(literal, at + value.length);
      const end = isThere
        ? at + value.length
        : isLast
          ? rendered.length - literal.length
          : literal === ''
            ? at
            : rendered.indexOf(literal, at);
      if (end < at || !rendered.startsWith(literal, end)) return null;
      add(rendered.slice(at, end), open);
      at = end;
    }
    if (!rendered.startsWith(literal, at)) return null;
    add(literal, null);
    at += literal.length;
    if (place === null) break;
    open = place.slice(1).find((name) => name !== undefined) ?? '';
    from = place.index + place[0].length;
  }
  return at === rendered.length ? parts : null;
}

/** Longest values first, each everywhere where nothing longer stands. */
function partsByValues(rendered: string, variables: { [name: string]: Json }): PromptPart[] {
  const values = Object.entries(variables)
    .flatMap(([variable, held]) => {
      const text = textOf(held);
      return text !== null && text.length >= TELLING_CHARS ? [{ variable, text }] : [];
    })
    .sort((a, b) => b.text.length - a.text.length);
  let parts: PromptPart[] = rendered === '' ? [] : [{ text: rendered, variable: null }];
  for (const { variable, text } of values) {
    parts = parts.flatMap((part) => {
      if (part.variable !== null) return [part];
      const between = part.text.split(text);
      return between.flatMap((words, index): PromptPart[] => [
        ...(words === '' ? [] : [{ text: words, variable: null }]),
        ...(index < between.length - 1 ? [{ text, variable }] : []),
      ]);
    });
  }
  return parts;
}

function valueAt(variables: { [name: string]: Json }, path: string): Json | undefined {
  if (Object.hasOwn(variables, path)) return variables[path];
  let here: Json | undefined = variables;
  for (const name of path.split('.')) {
    if (typeof here !== 'object' || here === null || Array.isArray(here) || !Object.hasOwn(here, name)) return undefined;
    here = here[name];
  }
  return here;
}

function textOf(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
