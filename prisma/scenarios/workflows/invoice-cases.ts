// Which invoice was read by which parser and which rules.
import type { InvoiceCase } from './invoice-extract';

type Read = [runId: string, documentId: string, parser: InvoiceCase['parser'], rules: InvoiceCase['rules'], release: string];

const READ: readonly Read[] = [
  ['INV-2001', 'invoice-kelda-2291', '1.0', '1.1', 'git:2026.05'],
  ['INV-2002', 'invoice-kelda-2291', '0.9', '1.0', 'git:2026.02'],
  ['INV-2003', 'invoice-nordsegel-118', '1.0', '1.1', 'git:2026.05'],
  ['INV-2004', 'invoice-nordsegel-118', '1.0', '1.0', 'git:2026.03'],
  ['INV-2005', 'invoice-atlas-77', '1.0', '1.1', 'git:2026.05'],
  ['INV-2006', 'invoice-atlas-77', '0.9', '1.1', 'git:2026.04'],
  ['INV-2007', 'invoice-atlas-77', '1.0', '1.0', 'git:2026.03'],
  ['INV-2008', 'invoice-ropeworks-5402', '1.0', '1.1', 'git:2026.05'],
  ['INV-2009', 'invoice-ropeworks-5402', '1.0', '1.0', 'git:2026.03'],
  ['INV-2010', 'invoice-lumen-9001', '1.0', '1.1', 'git:2026.05'],
  ['INV-2011', 'invoice-lumen-9001', '0.9', '1.1', 'git:2026.04'],
  ['INV-2012', 'invoice-fjell-31', '1.0', '1.1', 'git:2026.05'],
  ['INV-2013', 'invoice-fjell-31', '1.0', '1.0', 'git:2026.03'],
  ['INV-2014', 'invoice-brightpath-660', '1.0', '1.1', 'git:2026.05'],
];

export function invoiceCases(endMs: number): InvoiceCase[] {
  const DAY_MS = 86_400_000;
  return READ.map(([runId, documentId, parser, rules, release], place) => ({
    runId,
    documentId,
    parser,
    rules,
    release,
    startMs: endMs - 13 * DAY_MS + Math.round((place / READ.length) * 12.5 * DAY_MS) + ((place * 6151) % 3600) * 1000,
  }));
}
