// Sets contracts and amendments as PDFs and reads them back.
import { readDocument } from '@/lib/documents/read-document';
import type { ContractText } from './contract-texts';
import { pdfFile } from './pdf-file';
import type { SampleDocument } from './sample-document';

export async function contractDocument({ documentId, title, parties, effectiveFrom, pages }: ContractText): Promise<SampleDocument> {
  const bytes = await pdfFile({
    title,
    author: parties,
    writtenAt: `${effectiveFrom}T00:00:00Z`,
    footer: `${title}, in force from ${effectiveFrom}`,
    pages: pages.map((paragraphs, index) => [
      ...(index === 0
        ? [{ kind: 'heading' as const, text: title }, { kind: 'text' as const, text: `between ${parties}.` }, { kind: 'rule' as const }]
        : []),
      ...paragraphs.map((text) =>
        text.startsWith('# ') ? { kind: 'heading' as const, text: text.slice(2) } : { kind: 'text' as const, text },
      ),
    ]),
  });
  const { layer, problem } = await readDocument(bytes, { hint: { fileName: `${documentId}.pdf` } });
  if (!layer) throw new Error(`the sample ${documentId} cannot be read: ${problem}`);
  return {
    documentId,
    title,
    authority: parties,
    effectiveFrom,
    bytes,
    fileName: `${documentId}.pdf`,
    pages: layer.pages.map(({ text }) => text),
  };
}
