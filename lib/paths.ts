// Every address of the product, built in one place; ids are escaped, empty query values are left out.

type Query = Record<string, string | number | boolean | null | undefined>;

const part = (value: string) => encodeURIComponent(value);

export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value));
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

export const paths = {
  home: () => '/',
  signIn: (callbackUrl?: string) => withQuery('/sign-in', { callbackUrl }),
  account: () => '/account',
  apiDocs: () => '/docs/api',
  queue: (project: string, query: Query = {}) => withQuery(`/${part(project)}/queue`, query),
  queueRules: (project: string, queue: string) => `/${part(project)}/queue/${part(queue)}/rules`,
  item: (project: string, itemId: string, query: Query = {}) => withQuery(`/${part(project)}/items/${part(itemId)}`, query),
  runs: (project: string, query: Query = {}) => withQuery(`/${part(project)}/runs`, query),
  run: (project: string, runId: string, query: Query = {}) => withQuery(`/${part(project)}/runs/${part(runId)}`, query),
  /** Out of a trace; the project is named because a browser session may have several. */
  media: (project: string, hash: string) => withQuery(`/api/v1/media/${part(hash)}`, { project }),
  compare: (project: string, runId: string, otherId: string, query: Query = {}) =>
    withQuery(`/${part(project)}/runs/${part(runId)}/compare/${part(otherId)}`, query),
  siblings: (project: string, runId: string, query: Query = {}) => withQuery(`/${part(project)}/runs/${part(runId)}/siblings`, query),
  /** The comparison as the API gives it, for a browser session. */
  compareExport: (project: string, runId: string, otherId: string, query: Query = {}) =>
    withQuery(`/api/v1/runs/${part(runId)}/compare/${part(otherId)}`, { project, ...query }),
  /** Below a run in the HTTP API, for our own pages: `step-columns`, `search`, `notes`, `steps/{id}/parts/{part}`. */
  runApi: (project: string, runId: string, below: string, query: Query = {}) =>
    withQuery(`/api/v1/runs/${part(runId)}/${below}`, { ...query, project }),
  /** The run as the API gives it. */
  runRecord: (project: string, runId: string, query: Query = {}) => withQuery(`/api/v1/runs/${part(runId)}`, { ...query, project }),
  session: (project: string, sessionId: string, query: Query = {}) => withQuery(`/${part(project)}/sessions/${part(sessionId)}`, query),
  blast: (project: string, runId: string, query: Query = {}) => withQuery(`/${part(project)}/runs/${part(runId)}/blast`, query),
  document: (project: string, documentId: string, query: Query = {}) => withQuery(`/${part(project)}/documents/${part(documentId)}`, query),
  incidents: (project: string, query: Query = {}) => withQuery(`/${part(project)}/incidents`, query),
  incident: (project: string, incidentId: string) => `/${part(project)}/incidents/${part(incidentId)}`,
  /** A download; the project is named because a browser session may have several. */
  dossierRuns: (project: string, incidentId: string) => withQuery(`/api/v1/incidents/${part(incidentId)}/dossier/runs`, { project }),
  dossier: (project: string, incidentId: string, format: 'html' | 'pdf' | 'json') =>
    withQuery(`/api/v1/incidents/${part(incidentId)}/dossier`, { format, project }),
  find: (project: string, id: string, query: Query = {}) => withQuery(`/${part(project)}/find`, { id, ...query }),
  /** What an id names, as the API gives it. */
  lookup: (project: string, id: string) => withQuery('/api/v1/lookup', { id, project }),
  evals: (project: string) => `/${part(project)}/evals`,
  evalSet: (project: string, set: string, query: Query = {}) => withQuery(`/${part(project)}/evals/${part(set)}`, query),
  evalCase: (project: string, set: string, caseId: string) => `/${part(project)}/evals/${part(set)}/cases/${part(caseId)}`,
  checks: (project: string) => `/${part(project)}/checks`,
  check: (project: string, checkId: string) => `/${part(project)}/checks/${part(checkId)}`,
  insights: (project: string) => `/${part(project)}/insights`,
  insight: (project: string, tab: string, query: Query = {}) => withQuery(`/${part(project)}/insights/${part(tab)}`, query),
  question: (project: string, digest: string) => `/${part(project)}/insights/retrieval/${part(digest)}`,
  pattern: (project: string, key: string) => `/${part(project)}/insights/patterns/${part(key)}`,
  trail: (project: string, query: Query = {}) => withQuery(`/${part(project)}/trail`, query),
  settings: (project: string) => `/${part(project)}/settings`,
  members: (project: string) => `/${part(project)}/settings/members`,
  keys: (project: string) => `/${part(project)}/settings/keys`,
  connect: (project: string, query: Query = {}) => withQuery(`/${part(project)}/settings/connect`, query),
  connectors: (project: string) => `/${part(project)}/settings/connectors`,
  verifier: (project: string) => `/${part(project)}/settings/verifier`,
  roles: (project: string) => `/${part(project)}/settings/roles`,
  risk: (project: string) => `/${part(project)}/settings/risk`,
  privacy: (project: string) => `/${part(project)}/settings/privacy`,
  projectSettings: (project: string) => `/${part(project)}/settings/project`,
  join: (project: string, token: string) => `/join/${part(project)}/${part(token)}`,
  reset: (project: string, token: string) => `/reset/${part(project)}/${part(token)}`,
} as const;
