// The invoice of the review scenarios: its text, the output of a run that read one number wrongly, and the claims of that output.
import { createHash } from 'node:crypto';
import { withProject } from '@/lib/data/database';
import type { Anchor, AnchoredClaim, Finding } from '@/lib/domain/evidence';

export const INVOICE_TEXT = 'Invoice 77\nBuyer: Acme GmbH\nNet 38,520.00\nTotal due 41,300.00\nDue 2024-03-01';
export const INVOICE_OUTPUT = { buyer: 'Acme GmbH', total: '41,200.00', due: '2024-03-01' };

/** The invoice as a document of one page with a box for each word; answers the SHA-256 of its bytes. */
export async function createInvoiceDocument(projectId: string, documentId = 'inv-77', text = INVOICE_TEXT): Promise<string> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const boxes = [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => [
    index,
    index + word.length,
    40 + index,
    100,
    40 + index + word.length,
    112,
  ]);
  await withProject(projectId, async (tx) => {
    const version = (await tx.document.count({ where: { projectId, documentId } })) + 1;
    await tx.blob.createMany({
      data: [{ projectId, sha256, byteSize: BigInt(text.length), mediaType: 'text/plain', createdAt: new Date() }],
      skipDuplicates: true,
    });
    await tx.document.create({
      data: {
        projectId,
        documentId,
        version,
        sha256,
        mediaType: 'text/plain',
        title: `Invoice ${documentId}`,
        layout: 'text@1',
        pageCount: 1,
        state: 'ready',
        createdAt: new Date(),
      },
    });
    await tx.documentPage.createMany({
      data: [{ projectId, sha256, layout: 'text@1', page: 1, width: 595, height: 842, text, boxes }],
      skipDuplicates: true,
    });
  });
  return sha256;
}

export function invoiceAnchor(quote: string): Anchor {
  const start = INVOICE_TEXT.indexOf(quote);
  return {
    documentId: 'inv-77',
    version: 1,
    sha256: createHash('sha256').update(INVOICE_TEXT).digest('hex'),
    page: 1,
    passageOrdinal: null,
    start,
    end: start + quote.length,
    quote,
    prefix: INVOICE_TEXT.slice(Math.max(0, start - 32), start),
    suffix: INVOICE_TEXT.slice(start + quote.length, start + quote.length + 32),
    boxes: [[40, 100, 90, 112]],
    score: 1,
    origin: 'found',
    match: 'exact',
  };
}

export function fieldClaim(ordinal: number, path: string, value: string, more: Partial<AnchoredClaim> = {}): AnchoredClaim {
  return {
    claimId: `c${ordinal + 1}`,
    ordinal,
    kind: 'field',
    path,
    range: null,
    text: value,
    value,
    state: 'exact',
    anchors: [],
    candidates: [],
    risk: 0.1,
    terms: [],
    ...more,
  };
}

export function invoiceClaims(total = INVOICE_OUTPUT.total): AnchoredClaim[] {
  return [
    fieldClaim(0, '/buyer', INVOICE_OUTPUT.buyer, { anchors: [invoiceAnchor('Acme GmbH')] }),
    fieldClaim(1, '/total', total, {
      state: 'missing',
      risk: 0.8,
      candidates: [{ ...invoiceAnchor('41,300.00'), score: 0.8, match: 'approximate' }],
    }),
    fieldClaim(2, '/due', INVOICE_OUTPUT.due, { anchors: [invoiceAnchor('2024-03-01')] }),
  ];
}

export function wrongTotal(): Finding {
  return {
    code: 'number_not_in_source',
    severity: 'high',
    claimId: 'c2',
    stepId: null,
    detail: '41,200.00 is in no source.',
    anchors: [],
    checkId: 'numbers',
    checkVersion: '1',
  };
}
