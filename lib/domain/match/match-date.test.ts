import { describe, expect, it } from 'vitest';
import { datesIn, dayOrderOf } from './match-date';

describe('datesIn', () => {
  it.each([
    ['2014-08-03', '2014-08-03'],
    ['2014/8/3', '2014-08-03'],
    ['18/03/18', '2018-03-18'],
    ['20.03.2018', '2018-03-20'],
    ['13. 04. 2018', '2018-04-13'],
    ['03/20/2023', '2023-03-20'],
    ['August 3, 2014', '2014-08-03'],
    ['Aug. 3rd 2014', '2014-08-03'],
    ['3 Aug 2014', '2014-08-03'],
    ['3rd of August, 2014', '2014-08-03'],
    ['18-Apr-2014', '2014-04-18'],
    ["5 Jan '21", '2021-01-05'],
    ['18 april 2014', '2014-04-18'],
    ['20. März 2023', '2023-03-20'],
    ['1er août 2015', '2015-08-01'],
    ['2 de julio de 2015', '2015-07-02'],
    ['3 marzo 2020', '2020-03-03'],
    ['5 мая 2021', '2021-05-05'],
    ['2014年8月3日', '2014-08-03'],
    ['2014년 8월 3일', '2014-08-03'],
    ['March 2022', '2022-03'],
    ['Juli 2015', '2015-07'],
    ['on April 18', '--04-18'],
    ['the 18th of April', '--04-18'],
  ])('reads %s', (text, iso) => {
    expect(datesIn(text).map((date) => date.iso)).toEqual([iso]);
  });

  it.each([
    'section 3.2.1',
    '1,200 units',
    'may 5 of them',
    '45/60',
    '99/99/2020',
    '30/02/2020',
    '12.50',
    'step 3 of 2024 steps',
    '192.168.10.20',
  ])('sees no date in %s', (text) => {
    expect(datesIn(text)).toEqual([]);
  });

  it('keeps both readings where the document does not say which', () => {
    expect(datesIn('03/04/2018')).toMatchObject([{ iso: '2018-04-03', alternative: '2018-03-04' }]);
  });

  it('reads by the habit of the document where it shows one', () => {
    expect(datesIn('ordered 03/25/2018, paid 03/04/2018').map(({ iso }) => iso)).toEqual(['2018-03-25', '2018-03-04']);
    expect(datesIn('ordered 25/03/2018, paid 03/04/2018').map(({ iso }) => iso)).toEqual(['2018-03-25', '2018-04-03']);
    expect(dayOrderOf('13/01/2020')).toBe('day-first');
    expect(dayOrderOf('01/02/2020')).toBe(null);
  });

  it('says where each date stands', () => {
    const text = 'from March 17, 2023 until 1 May 2024.';
    expect(datesIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(['March 17, 2023', '1 May 2024']);
  });
});
