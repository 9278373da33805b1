// Sets the invoices as PDFs and reads them back as text layers.
import { readDocument } from '@/lib/documents/read-document';
import type { PageText } from '@/lib/domain/text-layer';
import type { InvoiceText } from './invoice-texts';
import { pdfFile } from './pdf-file';
import type { SampleDocument } from './sample-document';

export interface InvoiceDocument {
  document: SampleDocument;
  page: PageText;
}

const COLUMNS = [64, 330, 392, 462];
const BUYER = 'Harbour & Pine Retail AB, Fiskhamnsgatan 6, Gothenburg';

export async function invoiceDocument(invoice: InvoiceText): Promise<InvoiceDocument> {
  const { labels, seller, number, currency } = invoice;
  const field = (label: string, value: string) => ({ kind: 'row' as const, cells: [label, value], at: [64, 190] });
  const sum = (label: string, value: string, isBold = false) => ({
    kind: 'row' as const,
    cells: [label, `${currency} ${value}`],
    at: [330, 440],
    right: 1,
    isBold,
  });
  const bytes = await pdfFile({
    title: `Invoice ${number}`,
    author: seller,
    writtenAt: '2026-09-01T00:00:00Z',
    footer: `${seller}, ${number}`,
    pages: [
      [
        { kind: 'heading', text: seller },
        { kind: 'text', text: `Invoice to: ${BUYER}` },
        { kind: 'rule' },
        field(labels.number, number),
        field(labels.issued, invoice.issued),
        ...(invoice.due === null ? [] : [field(labels.due, invoice.due)]),
        { kind: 'gap', points: 16 },
        { kind: 'row', cells: ['Description', 'Quantity', 'Unit price', 'Amount'], at: COLUMNS, right: 3, isBold: true },
        { kind: 'rule' },
        ...invoice.lines.map(({ description, quantity, unitPrice, amount }) => ({
          kind: 'row' as const,
          cells: [description, quantity, unitPrice, amount],
          at: COLUMNS,
          right: 3,
        })),
        { kind: 'gap', points: 8 },
        { kind: 'rule' },
        sum(labels.net, invoice.net),
        sum(`${labels.vat} ${invoice.vatRate}`, invoice.vat),
        sum(labels.total, invoice.total, true),
        { kind: 'gap', points: 20 },
        ...(invoice.note ? [{ kind: 'small' as const, text: invoice.note }] : []),
      ],
    ],
  });
  const { layer, problem } = await readDocument(bytes, { hint: { fileName: `${invoice.documentId}.pdf` } });
  const page = layer?.pages[0];
  if (!page) throw new Error(`the sample ${invoice.documentId} cannot be read: ${problem}`);
  const document: SampleDocument = {
    documentId: invoice.documentId,
    title: `Invoice ${number}, ${seller}`,
    authority: seller,
    effectiveFrom: '2026-09-01',
    bytes,
    fileName: `${invoice.documentId}.pdf`,
    pages: [page.text],
  };
  return { document, page };
}
