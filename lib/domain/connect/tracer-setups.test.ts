import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runNeeds } from './run-needs';
import { TRACER_SETUPS } from './tracer-setups';
import type { ConnectAddress } from './tracer-setup';

const LOCAL: ConnectAddress = { ingestUrl: 'http://localhost:4318', webUrl: 'http://localhost:3000', key: 'cs_…' };
const EMPTY = { runId: 'R-1', source: 'plain', facts: {}, passages: [], steps: [], derived: {} };

/** docs/connect.md as it must read; `UPDATE_DOCS=1` writes it. */
function connectPage(): string {
  const setups = TRACER_SETUPS.map(({ name, about, blocks }) => {
    const shown = blocks(LOCAL).map(({ title, language, text }) => `${title}:\n\n\`\`\`${language}\n${text}\n\`\`\``);
    return `## ${name}\n\n${about}\n\n${shown.join('\n\n')}`;
  });
  const needs = runNeeds(EMPTY).map(({ label, attribute, field, why }) => `| ${label} | \`${attribute}\` | \`${field}\` | ${why} |`);
  return `# Connect a tracer

The same as Settings → Connect a tracer of a started server, which fills in its own address and a key. Addresses here are those of a server on this machine; behind another address, the ingest door is also below \`/api/ingest\` of the web port.

${setups.join('\n\n')}

## What makes a run good to review

| what | attribute of a span | field of a run record | why |
|---|---|---|---|
${needs.join('\n')}
`;
}

describe('the setups of the connect page', () => {
  it('are what docs/connect.md says', () => {
    if (process.env.UPDATE_DOCS) writeFileSync('docs/connect.md', connectPage());
    expect(readFileSync('docs/connect.md', 'utf8')).toBe(connectPage());
  });

  it('name the address and the key, under any address', () => {
    const address = { ingestUrl: 'https://trace.example/api/ingest', webUrl: 'https://trace.example', key: 'cs_one' };
    for (const { id, blocks } of TRACER_SETUPS) {
      const text = blocks(address)
        .map((block) => block.text)
        .join('\n');
      expect(text, id).toContain('trace.example');
      expect(text, id).toContain('cs_one');
      expect(text, id).not.toMatch(/undefined|localhost|cs_…/);
    }
  });

  it('have a name and an id of their own', () => {
    for (const field of ['id', 'name'] as const)
      expect(new Set(TRACER_SETUPS.map((setup) => setup[field])).size).toBe(TRACER_SETUPS.length);
  });
});

describe('what a run needs', () => {
  it('is all missing from an empty run, and none from a full one', () => {
    expect(runNeeds(EMPTY).every(({ isThere }) => !isThere)).toBe(true);
    const facts = {
      input: 'q',
      output: 'a',
      modelName: 'm',
      promptId: 'p',
      promptVersion: '1',
      route: 'r',
      sessionId: 's',
      environment: 'production',
      release: '1',
    };
    const passages = [{ id: 'p1', content: 'text', documentId: 'd' }];
    expect(runNeeds({ ...EMPTY, facts, passages }).filter(({ isThere }) => !isThere)).toEqual([]);
  });

  it('says first what is missing', () => {
    const needs = runNeeds({ ...EMPTY, facts: { input: 'q', modelName: 'm' } }).map(({ isThere }) => isThere);
    expect(needs).toEqual([...needs].sort((a, b) => Number(a) - Number(b)));
    expect(needs.filter(Boolean)).toHaveLength(2);
  });
});
