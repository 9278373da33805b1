// The policies as documents and as search indexes: the current one, and the two that releases built wrongly.
import { readDocument } from '@/lib/documents/read-document';
import { pdfFile } from './pdf-file';
import { type IndexedPassage, passagesOf, type PolicyIndex, policyIndex } from './policy-index';
import { ARABIC_POLICY, CHINESE_POLICY, POLICIES, type PolicyText, SUPERSEDED_RETURNS, SUPPLIER_NOTICE } from './policy-texts';
import { type SampleDocument, textDocument } from './sample-document';

const AUTHORITY = 'Harbour & Pine, customer operations';

export interface PolicyShelf {
  documents: SampleDocument[];
  indexOf(release: string): PolicyIndex;
}

/** Documents in the order in which they came: the superseded returns policy is version 1 of the current one. */
export async function policyShelf(): Promise<PolicyShelf> {
  const superseded = await policyPdf(SUPERSEDED_RETURNS);
  const current = await Promise.all(POLICIES.map(policyPdf));
  const texts = [ARABIC_POLICY, CHINESE_POLICY].map(({ text, documentId, title, effectiveFrom }) =>
    textDocument({ documentId, title, authority: AUTHORITY, effectiveFrom, fileName: `${documentId}.txt` }, text),
  );
  const notice = textDocument(
    {
      documentId: SUPPLIER_NOTICE.documentId,
      title: SUPPLIER_NOTICE.title,
      authority: 'Kelda Stoves Ltd',
      effectiveFrom: SUPPLIER_NOTICE.effectiveFrom,
      fileName: 'kelda-notice.txt',
    },
    SUPPLIER_NOTICE.text,
  );
  const passages = (chosen: readonly SampleDocument[], pageOf: (index: number) => number) =>
    chosen.flatMap((document) => passagesOf(document.documentId, departmentOf(document.documentId), document.pages, pageOf));
  const counted = (index: number) => index + 1;
  const good = passages([...current, ...texts], counted);
  const indexes: Record<string, IndexedPassage[]> = {
    // The nightly job added new pages and never removed the old ones.
    'git:2026.02': [
      ...passages([superseded], counted).map((passage) => ({ ...passage, id: `${passage.id}-old` })),
      ...passages(
        current.filter(({ documentId }) => documentId !== 'returns-policy'),
        counted,
      ),
    ],
    // The chunker of this release counted pages from zero and then added two.
    'git:2026.04': passages(current, (index) => index + 2),
    // Supplier notices were taken into the index without being looked at.
    'git:2026.06': [...good, ...passages([notice], counted)],
  };
  return { documents: [superseded, ...current, ...texts, notice], indexOf: (release) => policyIndex(indexes[release] ?? good) };
}

async function policyPdf({ documentId, title, effectiveFrom, pages }: PolicyText): Promise<SampleDocument> {
  const bytes = await pdfFile({
    title,
    author: AUTHORITY,
    writtenAt: `${effectiveFrom}T00:00:00Z`,
    footer: `${title}, in force from ${effectiveFrom}`,
    pages: pages.map((paragraphs, index) => [
      ...(index === 0 ? [{ kind: 'heading' as const, text: `Harbour & Pine: ${title}` }, { kind: 'rule' as const }] : []),
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
    authority: AUTHORITY,
    effectiveFrom,
    bytes,
    fileName: `${documentId}.pdf`,
    pages: layer.pages.map(({ text }) => text),
  };
}

function departmentOf(documentId: string): string {
  const policy = [...POLICIES, ARABIC_POLICY, CHINESE_POLICY, SUPPLIER_NOTICE].find((each) => each.documentId === documentId);
  return policy?.department ?? 'returns';
}
