import { expect, it } from 'vitest';
import { createLog } from './log';

function linesOf(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('trace', { write: (line: string) => void lines.push(line) }));
  return lines.join('');
}

it('lets no value through, in whatever part of a line it stands', () => {
  const said = linesOf((log) => {
    log.warn(
      { err: Object.assign(new Error('mail of ana@example.com'), { detail: 'Key (name)=(Ann Lee) exists', parameters: ['Ann Lee'] }) },
      'x',
    );
    log.info(
      { reasons: ['card 4111 1111 1111 1111', 'postgres://app:hunter22@db/x'] },
      'key ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8 was used',
    );
    log.error({ body: 'all of it', headers: { authorization: 'Bearer abc' } }, 'IBAN DE89370400440532013000');
  });
  for (const value of ['ana@', 'Ann Lee', '4111', 'hunter22', 'a1B2c3', 'all of it', 'Bearer abc', 'DE8937'])
    expect(said).not.toContain(value);
  expect(said).toContain('⟦email⟧');
});

it('keeps what operators need: ids, times, hosts and counts', () => {
  const facts = { runId: '4bf92f3577b34da6a3ce929d0e0e4736', spans: 12_345_678, host: '10.0.3.7', at: '2026-11-21T08:52:30.123Z' };
  expect(JSON.parse(linesOf((log) => log.info(facts, 'stored')))).toMatchObject(facts);
});

it('writes one JSON object a line, with control characters as escapes', () => {
  const said = linesOf((log) => log.info({ name: '\u001b]52;c;aGk=\u0007\u009b31m\u202e' }, 'line\nbreak'));
  expect(said.trimEnd().split('\n')).toHaveLength(1);
  expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(JSON.parse(said)).toMatchObject({ name: '\u001b]52;c;aGk=\u0007\u009b31m\u202e' });
});
