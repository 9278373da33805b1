// The first owner and the ports of the server that the journeys run against; fixed before anything starts, so all workers agree.

process.env.COUNTERSIGN_E2E_PORT ??= String(21_000 + Math.floor(Math.random() * 20_000));

const port = Number(process.env.COUNTERSIGN_E2E_PORT);

export const server = {
  webUrl: `http://localhost:${port}`,
  ingestUrl: `http://localhost:${port + 1}`,
  webPort: port,
  ingestPort: port + 1,
};

export const owner = { email: 'owner@example.test', password: 'journeys-need-a-long-password' };

/** Has every scope and acts as the owner. */
export const apiKey = 'cs_journeys_0123456789abcdefghijklmnopqrstuvwxyzABCDEF';
