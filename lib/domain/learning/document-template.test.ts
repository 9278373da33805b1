import { expect, it } from 'vitest';
import { documentTemplate, runTemplate } from './document-template';

const pdf = (title: string, metadata?: unknown) => ({ mediaType: 'application/pdf', title, metadata });

it.each([
  [pdf('Invoice 77'), 'application/pdf invoice #'],
  [pdf('  INVOICE   812 '), 'application/pdf invoice #'],
  [pdf('Invoice 77', { template: 'supplier form' }), 'supplier form'],
  [pdf('Return policy'), null],
])('%j is of the template %j', (document, template) => {
  expect(documentTemplate(document)).toBe(template);
});

it('a run has the template that most of its documents have', () => {
  expect(runTemplate([pdf('Invoice 1'), pdf('Order 1'), pdf('Order 22')].map(documentTemplate))).toBe('application/pdf order #');
  expect(runTemplate([documentTemplate(pdf('Policy'))])).toBeNull();
});
