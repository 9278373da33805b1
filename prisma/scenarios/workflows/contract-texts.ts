// Two contracts with amendments that contradict them and, in one place, each other. Invented parties.

export interface ContractText {
  documentId: string;
  title: string;
  parties: string;
  effectiveFrom: string;
  pages: string[][];
}
export interface ContractFile {
  name: string;
  documents: ContractText[];
}

export const CONTRACTS: ContractFile[] = [
  {
    name: 'norrland-logistics',
    documents: [
      {
        documentId: 'msa-norrland',
        title: 'Master Services Agreement, Norrland Logistics',
        parties: 'Harbour & Pine Retail AB and Norrland Logistics AB',
        effectiveFrom: '2024-02-01',
        pages: [
          [
            '# 1. Services',
            'Norrland Logistics AB stores and delivers parcels for Harbour & Pine Retail AB in Sweden, Norway and Denmark.',
            '# 2. Prices and payment',
            'The price per standard parcel is EUR 4.15. Invoices are payable within 30 days of receipt.',
            'Late payment bears interest of 8 % per year.',
          ],
          [
            '# 3. Liability',
            'The total liability of each party is limited to EUR 500,000 per contract year.',
            '# 4. Service level',
            'Parcels are delivered within 48 hours of collection. For each started day of delay the fee of the parcel is reduced by 20 %.',
          ],
          [
            '# 5. Term',
            'This agreement runs until 31 January 2027 and may be terminated with 6 months notice.',
            '# 6. Law',
            'This agreement is governed by the law of Sweden. The courts of Stockholm have jurisdiction.',
            'Notices are sent to Annika Bergstrom, Head of Contracts.',
          ],
        ],
      },
      {
        documentId: 'msa-norrland-amendment-1',
        title: 'Amendment 1, Norrland Logistics',
        parties: 'Harbour & Pine Retail AB and Norrland Logistics AB',
        effectiveFrom: '2025-07-01',
        pages: [
          [
            '# Amendment 1',
            'Section 2 is changed as follows. The price per standard parcel is EUR 4.45. Invoices are payable within 45 days of receipt.',
            'Section 5 is changed as follows. This agreement runs until 31 January 2028 and may be terminated with 6 months notice.',
            'All other sections stay as they are.',
          ],
        ],
      },
      {
        documentId: 'msa-norrland-amendment-2',
        title: 'Amendment 2, Norrland Logistics',
        parties: 'Harbour & Pine Retail AB and Norrland Logistics AB',
        effectiveFrom: '2026-04-01',
        pages: [
          [
            '# Amendment 2',
            'Section 2 is changed as follows. Invoices are payable within 60 days of receipt.',
            'Section 3 is changed as follows. The total liability of each party is limited to EUR 750,000 per contract year.',
            'Section 4 is changed as follows. Parcels are delivered within 36 hours of collection.',
          ],
          [
            '# Schedule',
            'For parcels above 20 kg invoices are payable within 45 days of receipt.',
            'Notices are sent to Viktor Hallberg, Head of Logistics.',
          ],
        ],
      },
    ],
  },
  {
    name: 'bergen-print',
    documents: [
      {
        documentId: 'print-bergen',
        title: 'Print Framework Agreement, Bergen Trykk',
        parties: 'Harbour & Pine Retail AB and Bergen Trykk AS',
        effectiveFrom: '2025-01-15',
        pages: [
          [
            '# 1. Subject',
            'Bergen Trykk AS prints the catalogues of Harbour & Pine Retail AB.',
            '# 2. Payment',
            'Invoices are payable within 14 days of receipt. The price per catalogue is NOK 11.80.',
          ],
          [
            '# 3. Liability',
            'The total liability of each party is limited to NOK 2,000,000 per contract year.',
            '# 4. Term and law',
            'This agreement runs until 31 December 2026 and may be terminated with 3 months notice. This agreement is governed by the law of Norway.',
          ],
        ],
      },
      {
        documentId: 'print-bergen-amendment-1',
        title: 'Amendment 1, Bergen Trykk',
        parties: 'Harbour & Pine Retail AB and Bergen Trykk AS',
        effectiveFrom: '2026-02-01',
        pages: [
          [
            '# Amendment 1',
            'Section 2 is changed as follows. Invoices are payable within 21 days of receipt. The price per catalogue is NOK 12.60.',
            'All other sections stay as they are.',
          ],
        ],
      },
    ],
  },
];
