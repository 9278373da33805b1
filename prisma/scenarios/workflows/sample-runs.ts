// Everything that the sample workflows read and gave: their documents, and their runs by executing them now.
import type { RunRecord } from '@/lib/domain/run/run-record';
import { contractCases } from './contract-cases';
import { contractDocument } from './contract-documents';
import { extractContract } from './contract-extract';
import { CONTRACTS } from './contract-texts';
import { invoiceCases } from './invoice-cases';
import { invoiceDocument } from './invoice-documents';
import { extractInvoice } from './invoice-extract';
import { INVOICE_WITH_NOTE, INVOICES } from './invoice-texts';
import { answerPolicyQuestion } from './policy-answer';
import { policyCases } from './policy-cases';
import { policyShelf } from './policy-documents';
import type { SampleDocument } from './sample-document';

export interface Samples {
  documents: SampleDocument[];
  runs: RunRecord[];
}

/** `endMs` is the end of the two weeks in which the runs are said to have happened. */
export async function sampleRuns(endMs: number): Promise<Samples> {
  const shelf = await policyShelf();
  const invoices = await Promise.all([...INVOICES, INVOICE_WITH_NOTE].map(invoiceDocument));
  const folders = new Map(
    await Promise.all(CONTRACTS.map(async ({ name, documents }) => [name, await Promise.all(documents.map(contractDocument))] as const)),
  );
  const invoiceOf = new Map(invoices.map((invoice) => [invoice.document.documentId, invoice]));
  return {
    documents: [...shelf.documents, ...invoices.map(({ document }) => document), ...[...folders.values()].flat()],
    runs: [
      ...policyCases(endMs).map((given) => answerPolicyQuestion(given, shelf.indexOf(given.release))),
      ...invoiceCases(endMs).flatMap((given) => {
        const invoice = invoiceOf.get(given.documentId);
        return invoice ? [extractInvoice(given, invoice)] : [];
      }),
      ...contractCases(endMs).map((given) => extractContract(given, folders.get(given.contract) ?? [])),
    ],
  };
}
