import { describe, expect, it } from 'vitest';
import { CLAIM_EXAMPLES } from './claim-examples';
import { CHECKS } from './registry';
import { showExample } from './show-example';
import { WORKFLOW_EXAMPLES } from './workflow-examples';

const examples = Object.keys({ ...CLAIM_EXAMPLES, ...WORKFLOW_EXAMPLES });

describe('examples of checks', () => {
  it.each(examples)('%s is said of its example', (code) => {
    const shown = showExample(code);
    expect(shown?.says ?? '').toMatch(/^\S.+\.$/su);
    expect((shown?.output ?? '') + (shown?.sources.length ?? 0) + (shown?.steps.length ?? 0)).not.toBe('00');
  });

  it('are of codes that a check can say, and none is invented for another', () => {
    const known = CHECKS.flatMap(({ codes }) => codes.map(({ code }) => code));
    expect(examples.filter((code) => !known.includes(code))).toEqual([]);
    expect(showExample('no_such_code')).toBeNull();
  });
});
