import { describe, expect, it } from 'vitest';
import { findingsIn, saidIn } from './evidence-example';
import { quantifierChanged } from './quantifier-changed';

const documents = {
  policy: `Some employees in the Berlin office receive a transport allowance.
Contractors may access the archive rooms after a security briefing.
Employees should report lost badges to the front desk.
Members must keep their invoices for at least 10 years.
Orders may be returned within thirty days unless the goods were personalised.
All visitors sign the register at the entrance.
The rooftop terrace is only open to residents of the tower.
Einige Mitarbeiter in Hamburg erhalten einen Zuschuss zur Fahrkarte.
Certains employés du siège reçoivent une prime annuelle de transport.`,
};
const said = (output: string) => saidIn(quantifierChanged, { facts: { output }, documents });

describe('quantifiers', () => {
  it.each([
    ['All employees in the Berlin office receive a transport allowance.', '“All” for the “Some”'],
    ['Members must keep their invoices for at most 10 years.', '“at most” for the “at least”'],
    ['The rooftop terrace is also open to residents of the tower.', '“also” for the “only”'],
    ['Some visitors sign the register at the entrance.', '“Some” for the “All”'],
    ['Alle Mitarbeiter in Hamburg erhalten einen Zuschuss zur Fahrkarte.', '“Alle” for the “Einige”'],
    ['Tous les employés du siège reçoivent une prime annuelle de transport.', '“Tous” for the “Certains”'],
  ])('that were changed are told with both words: %s', (output, words) => {
    const [first, ...others] = said(output);
    expect(others).toEqual([]);
    expect(first).toMatch(/^quantifier_changed: /);
    expect(first).toContain(`says ${words} of policy: “`);
  });

  it('are shown at the source sentence', () => {
    const [finding] = findingsIn(quantifierChanged, {
      facts: { output: 'Every employee in the Berlin office receives a transport allowance.' },
      documents,
    });
    expect(finding).toMatchObject({ severity: 'low', anchors: [{ documentId: 'policy', page: 1 }] });
    expect(finding?.anchors[0]?.quote).toContain('Some employees in the Berlin office');
    expect(finding?.detail).toMatch(/^“Every employee .*” says “Every” for the “Some” of policy: “Some employees .*”\.$/);
  });

  it('are silent about copies, other words of one class and other subjects', () => {
    for (const line of documents.policy.split('\n')) expect(said(line), line).toEqual([]);
    expect(said('Several employees in the Berlin office receive a transport allowance.')).toEqual([]);
    expect(said('All dogs in the neighbouring park receive water.')).toEqual([]);
    expect(said('Every visitor signs the register at the entrance.')).toEqual([]);
    expect(said('事務所の従業員は全員交通費を受け取ります。')).toEqual([]);
  });
});

describe('duties', () => {
  it.each([
    ['Contractors must access the archive rooms after a security briefing.', '“must” for the “may”'],
    ['Contractors will access the archive rooms after a security briefing.', '“will” for the “may”'],
    ['Employees must report lost badges to the front desk.', '“must” for the “should”'],
    ['Members may keep their invoices for at least 10 years.', '“may” for the “must”'],
  ])('that were made of permissions or advice are told: %s', (output, words) => {
    expect(said(output)).toEqual([expect.stringMatching(new RegExp(`^modality_changed: .*says ${words} of policy`))]);
  });

  it('are the same in other words', () => {
    expect(said('Contractors can access the archive rooms after a security briefing.')).toEqual([]);
    expect(said('Members have to keep their invoices for at least 10 years.')).toEqual([]);
  });
});

describe('exceptions', () => {
  it('that were left out are told, and kept ones are not', () => {
    expect(said('Orders may be returned within thirty days.')).toEqual([
      expect.stringMatching(/^exception_dropped: .* leaves out “unless the goods were personalised” of policy/),
    ]);
    expect(said('Orders may be returned within thirty days, unless the goods were personalised.')).toEqual([]);
    expect(said('Orders may be returned within thirty days. Personalised goods are excluded.')).toEqual([]);
    expect(said('Orders may be returned within thirty days, but not when they are personalised.')).toEqual([]);
  });
});
