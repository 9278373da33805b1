import { expect, it } from 'vitest';
import { causeKey } from './cause-key';
import { incidentCauseSchema } from './incident-cause';

it('takes the key of every passage, whatever version and variant its MD5 would have as a UUID', () => {
  for (let page = 0; page < 64; page += 1) {
    const key = causeKey({ by: 'page', document_id: 'policy', version: 1, page });
    const cause = { by: 'passage', key, document_id: 'policy', page };
    expect(incidentCauseSchema.parse(cause)).toEqual(cause);
  }
  expect(incidentCauseSchema.safeParse({ by: 'passage', key: 'no key', document_id: null, page: null }).success).toBe(false);
});
