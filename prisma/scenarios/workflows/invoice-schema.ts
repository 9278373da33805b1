// The JSON Schema that extracted invoices must fit.
export const INVOICE_SCHEMA_VERSION = '2';

const amount = { type: 'number' };
const date = { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

export const INVOICE_SCHEMA = {
  type: 'object',
  required: ['invoice_number', 'issue_date', 'currency', 'net', 'vat', 'total', 'lines'],
  properties: {
    invoice_number: { type: 'string' },
    issue_date: date,
    due_date: date,
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    net: amount,
    vat: amount,
    total: amount,
    lines: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['description', 'quantity', 'unit_price', 'amount'],
        properties: { description: { type: 'string' }, quantity: amount, unit_price: amount, amount },
      },
    },
  },
};
