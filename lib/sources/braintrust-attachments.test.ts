import { describe, expect, it } from 'vitest';
import { braintrust } from './braintrust';
import { attachmentsIn, withAttachments } from './braintrust-attachments';
import { callSurface } from './call-surface';

const KEY = '0b6ad5c4-6f0e-4c1f-9d6b-3a5a2a1f7c11';
const attachment = (filename = 'damage.png', key = KEY) => ({ type: 'braintrust_attachment', filename, content_type: 'image/png', key });
const reference = `media:key:${KEY};type=image/png`;

describe('attachments of Braintrust', () => {
  it('are asked for by the key that the rows name them by, and told where to go with what type', () => {
    const body = { key: KEY, filename: 'damage.png', content_type: 'image/png', org_id: 'o' };
    const reading = callSurface(braintrust, 'POST', '/attachment', body);
    expect(reading.upload).toEqual({ key: KEY });
    expect(reading.answer({ rejected: [], uploadUrl: 'http://door.test/attachment/upload/x' })).toEqual({
      status: 200,
      body: { signedUrl: 'http://door.test/attachment/upload/x', headers: { 'content-type': 'image/png' } },
    });
    expect(callSurface(braintrust, 'POST', '/attachment/status', { key: KEY, status: {} }).answer({ rejected: [] }).status).toBe(200);
  });

  it.each([[{}], [{ key: '../../etc/passwd' }], [{ key: 7 }], [[]]])('are refused without a key of the right form: %j', (body) => {
    expect(() => callSurface(braintrust, 'POST', '/attachment', body)).toThrow('/key must be the UUID');
  });

  it('bring their bytes under that key', () => {
    const bytes = Buffer.from('png');
    const reading = callSurface(braintrust, 'PUT', `/bt/attachment/upload/${KEY}`, bytes, 'image/png');
    expect(reading.media).toEqual([{ bytes, mediaType: 'image/png', key: KEY }]);
    expect(() => callSurface(braintrust, 'PUT', `/bt/attachment/upload/${KEY}`, Buffer.alloc(0), 'image/png')).toThrow('has no bytes');
  });

  it('are references where they stood in what was given and answered', () => {
    const value = [{ image_url: { url: attachment() } }, 'text', null, 7];
    expect(withAttachments(value)).toEqual([{ image_url: { url: reference } }, 'text', null, 7]);
    const without = { a: [{ type: 'braintrust_attachment', key: 'no uuid' }], b: { type: 'external_attachment', url: 's3://b/k' } };
    expect(withAttachments(without)).toBe(without);
    let deep: { [key: string]: unknown } = attachment();
    for (let level = 0; level < 5000; level++) deep = { deep };
    expect(withAttachments(deep as never)).toBe(deep);
  });

  it('stand with the step under their file names, wherever the row names them', () => {
    const other = '1b6ad5c4-6f0e-4c1f-9d6b-3a5a2a1f7c11';
    const row = {
      input: attachment(),
      metadata: { again: attachment(), other: attachment('damage.png', other) },
      output: [attachment('b.pdf', KEY)],
    };
    expect(attachmentsIn(row as never)).toEqual({
      'braintrust.attachment.damage.png': reference,
      [`braintrust.attachment.damage.png ${other}`]: reference.replace(KEY, other),
      'braintrust.attachment.b.pdf': reference,
    });
  });

  it('are parts of the messages of a model call', () => {
    const row = {
      id: 'r',
      span_id: 'a'.repeat(16),
      root_span_id: 'b'.repeat(32),
      span_attributes: { name: 'look', type: 'llm' },
      input: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: attachment() } }] }],
    };
    const [run] = callSurface(braintrust, 'POST', '/logs3', { rows: [row] }).runs;
    expect(run?.steps[0]?.facts.messages).toEqual([{ role: 'user', parts: [{ type: 'uri', modality: 'image', uri: reference }] }]);
    expect(run?.steps[0]?.attributes['braintrust.attachment.damage.png']).toBe(reference);
    expect(JSON.stringify(run?.steps[0]?.attributes)).toContain('"braintrust_attachment"');
  });
});
