import { afterAll, describe, expect, it } from 'vitest';
import { csvRows } from './csv-rows';
import { openFile } from './read-chunks';
import { all, testFolder } from './test-folder';

const folder = testFolder();
afterAll(() => folder.remove());
const rows = (content: string, delimiter = ',', skip = 0) => all(csvRows(openFile(folder.file('a.csv', content)), delimiter, skip));

describe('rows of a CSV file', () => {
  it('are read by RFC 4180, with line breaks and quotes in cells, a byte order mark and any delimiter', async () => {
    const found = await rows('\ufeffq;a\r\n"one; ""two""";"line 1\nline 2"\r\n;=1+1\r\n', ';');
    expect(found).toMatchObject([
      { number: 1, row: { q: 'one; "two"', a: 'line 1\nline 2' } },
      { number: 2, row: { q: '', a: '=1+1' } },
    ]);
  });

  it('that do not fit the header are named in their place', async () => {
    const found = await rows('q,a\n1,2\n1,2,3\n4"x,5\n6\n');
    expect(found.map(({ row }) => row)).toEqual([{ q: '1', a: '2' }, null, { q: '4"x', a: '5' }, null]);
    expect(found[1]?.problem).toBe('has 3 cells; the header has 2');
  });

  it('end with an error that says where when a quote is never closed', async () => {
    await expect(rows('q\n1\n"2\n3\n')).rejects.toThrow(/cannot be read as CSV behind row 1: .*[Qq]uote/);
  });

  it('go on behind any of them', async () => {
    expect(await rows('q\n1\n2\n3\n', ',', 2)).toMatchObject([{ number: 3, row: { q: '3' } }]);
  });

  it('need columns with different names', async () => {
    await expect(rows('q,a,q\n1,2,3\n')).rejects.toThrow('two columns named "q"');
  });
});
