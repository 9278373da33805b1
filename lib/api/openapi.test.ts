import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type JsonSchema, OPERATIONS, openApi } from './openapi';

const api = openApi();
const text = JSON.stringify(api);
const paths = api['paths'] as Record<string, Record<string, { parameters: { name: string }[]; responses: object }>>;
const components = (api['components'] as { schemas: Record<string, JsonSchema> }).schemas;

/** The addresses that route files serve, with their parameters as `{}`. */
function servedPaths(folder: string, path = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return entry.name === 'route.ts' ? [path] : [];
    return servedPaths(join(folder, entry.name), `${path}/${entry.name.replace(/^\[.*\]$/, '{}')}`);
  });
}

describe('openApi', () => {
  it('describes every route of /api/v1 and nothing that is not served', () => {
    const served = servedPaths('app/api/v1', '/api/v1').filter((path) => path !== '/api/v1/openapi.json' && path !== '/api/v1/items/{}/{}');
    const described = Object.keys(paths).map((path) => path.replace(/\{\w+\}/g, '{}'));
    expect(served.filter((path) => !described.includes(path))).toEqual([]);
    const verbs = /^\/api\/v1\/items\/\{\}\/\w+$/;
    expect(described.filter((path) => path.startsWith('/api/v1') && !verbs.test(path) && !served.includes(path))).toEqual([]);
    expect(existsSync('app/api/v1/items/[itemId]/[verb]/route.ts')).toBe(true);
  });

  it("refers only to components that are there, and to none by a lone schema's own pointer", () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference as string);
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) {
      const [, name] = /^#\/components\/(?:schemas|responses)\/(.+)$/.exec(reference) ?? [];
      expect(name && (name in components || name === 'Problem')).toBeTruthy();
    }
  });

  it('gives each operation its own id and names every path parameter', () => {
    const ids = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((operation) => (operation as unknown as { operationId: string }).operationId),
    );
    expect(new Set(ids).size).toBe(OPERATIONS.length);
    for (const [path, methods] of Object.entries(paths)) {
      for (const { parameters } of Object.values(methods))
        expect(parameters.map(({ name }) => name)).toEqual(
          expect.arrayContaining([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)),
        );
    }
  });

  it('publishes the filters of the list of runs and the fields of a record from the schemas that read them', () => {
    expect(paths['/api/v1/runs']?.['get']?.parameters.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['q', 'route', 'risk_min', 'code', 'cursor', 'sort']),
    );
    expect(Object.keys(components['RunRecord']?.['properties'] as object)).toEqual(
      expect.arrayContaining(['run_id', 'evidence_refs', 'guardrails', 'steps']),
    );
    expect(Object.keys(components['Run']?.['properties'] as object)).toEqual(
      expect.arrayContaining(['claims', 'effective_output', 'reviews']),
    );
  });
});
