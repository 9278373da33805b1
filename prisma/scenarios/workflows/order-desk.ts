// The order system that the policy workflow asks: a table, and a carrier that answers only so many calls a burst.

const ORDERS: Record<string, string> = {
  'H-1004': 'Order H-1004 was delivered on 04.07.2026 to Lyon. Its value is EUR 219.00 and it was paid by card.',
  'H-1007': 'Order H-1007 was handed to the carrier on 02.10.2026. Its value is EUR 64.50.',
  'H-1011': 'Order H-1011 is paid and waits for one article. Its value is EUR 512.00.',
};

export function lookUpOrder(orderId: string): string {
  const order = ORDERS[orderId];
  if (!order) throw new Error(`order-service answered 404: no order ${orderId}`);
  return order;
}

/** The carrier's gateway refuses the first calls after it was idle: `coldCalls` of them. */
export function carrierGateway(coldCalls: number): (orderId: string) => string {
  let calls = 0;
  return (orderId) => {
    calls += 1;
    if (calls <= coldCalls) throw new Error('carrier-gateway answered 503: warming up, try again');
    return `Carrier status of ${orderId}: in transit, expected within 3 working days.`;
  };
}
