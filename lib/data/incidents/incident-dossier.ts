// Exports the dossier of an incident: facts bound to trail entries, with the proofs that an auditor needs. The export is in the trail.
import 'server-only';
import { type Dossier, DOSSIER_RUNS, type DossierEntry, dossierFacts, dossierHead, dossierRuns } from '@/lib/domain/incident/dossier';
import { dossierHtml } from '@/lib/domain/incident/dossier-html';
import type { IncidentDetail } from '@/lib/domain/incident/incident-view';
import { type Actor, can } from '@/lib/domain/policy';
import { dossierPdf } from '@/lib/documents/dossier-pdf';
import { parsePayload } from '@/lib/domain/trail/trail-payload';
import { forbidden } from '@/lib/errors';
import { type Tx, withProject } from '@/lib/data/database';
import { dossierFiles } from './dossier-bundle';
import { keepRunList } from './dossier-run-list';
import { lockIncident, nameOf } from './incident-change';
import { recordIncidentEvents } from './incident-events';
import { getIncident, listIncidentRuns } from './incidents';
import { actorNames } from '@/lib/data/trail/trail-actors';
import { freshCheckpoint } from '@/lib/data/trail/trail-checkpoint';

export type DossierFileFormat = 'html' | 'pdf' | 'json';

export interface DossierFile {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** What the trail says of a run that belongs into the story of an incident. */
const RUN_TYPES = [
  'item.queued',
  'item.reason_added',
  'item.withdrawn',
  'item.reason_removed',
  'item.removed',
  'item.escalated',
  'decision.submitted',
  'decision.amended',
];
const RUNS_A_READ = 200;

const HOW_TO = `Each fact above names an entry of the project's trail: a list to which entries can only be added, and which is signed. The entries, a proof for each, the signed checkpoint and the public key are inside this dossier.

To check it without any server: save the data of the dossier (the JSON, or this page itself) into an empty folder as dossier.json. Take verify.mjs and verify-dossier.mjs from a source that you trust, such as a trail export that you hold, or take them out of the dossier: node -e "const f=JSON.parse(require('fs').readFileSync('dossier.json')).bundle.files;for(const n of ['verify.mjs','verify-dossier.mjs'])require('fs').writeFileSync(n,f[n])"

Then run: node verify-dossier.mjs dossier.json. Where the dossier names a list of all runs, add --runs and the file of that list. It needs Node 18 or later and no network, and ends with DOSSIER VERIFIED or says in sentences what does not hold. Compare the public key with one that you know by another way.`;

/** Throws `not_found`, `unavailable` where nothing was ever signed. The checkpoint covers the export itself when the worker signs in time. */
export async function exportDossier(
  actor: Actor,
  incidentId: string,
  format: DossierFileFormat,
  options: { waitMs?: number } = {},
): Promise<DossierFile> {
  const dossier = await makeDossier(actor, incidentId, format, options);
  const fileName = `dossier-${incidentId}.${format}`;
  if (format === 'html') return { fileName, mediaType: 'text/html; charset=utf-8', bytes: Buffer.from(dossierHtml(dossier), 'utf8') };
  if (format === 'pdf') return { fileName, mediaType: 'application/pdf', bytes: await dossierPdf(dossier) };
  return { fileName, mediaType: 'application/json; charset=utf-8', bytes: Buffer.from(`${JSON.stringify(dossier, null, 1)}\n`, 'utf8') };
}

async function makeDossier(actor: Actor, incidentId: string, format: string, options: { waitMs?: number }): Promise<Dossier> {
  if (!can(actor, 'incident.export')) throw forbidden('export the dossier of an incident');
  const { projectId } = actor;
  const runList = (await getIncident(actor, incidentId)).runCount > DOSSIER_RUNS ? await keepRunList(projectId, incidentId) : null;
  await withProject(projectId, async (tx) => {
    await lockIncident(tx, projectId, incidentId);
    const facts = { format, ...(runList ? { run_list: runList } : {}) };
    await recordIncidentEvents(tx, projectId, incidentId, nameOf(actor), [{ kind: 'exported', facts }]);
  });
  const checkpoint = await freshCheckpoint(projectId, options.waitMs);
  const incident = await getIncident(actor, incidentId);
  const { runs } = await listIncidentRuns(actor, incidentId, { limit: DOSSIER_RUNS });
  const entries = await withProject(
    projectId,
    (tx) =>
      readEntries(
        tx,
        projectId,
        incident,
        runs.map(({ runId }) => runId),
      ),
    { timeoutMs: 60_000 },
  );
  const names = await withProject(projectId, (tx) => actorNames(tx, projectId, idsIn(incident)));
  const byIndex = new Map(entries.map((entry) => [entry.index, entry]));
  return {
    ...dossierHead(incident, { project: actor.projectSlug, exportedAt: new Date().toISOString(), exportedBy: actor.name }),
    facts: dossierFacts(incident.events, byIndex, (id) => names.get(id) ?? id),
    runs: dossierRuns(runs, entries),
    runs_left_out: Math.max(0, incident.runCount - runs.length),
    run_list: runList,
    unsigned: entries.filter(({ index }) => BigInt(index) >= checkpoint.size).map(({ index }) => index),
    bundle: { how_to: HOW_TO, files: await dossierFiles(projectId, entries, checkpoint) },
  };
}

async function readEntries(tx: Tx, projectId: string, incident: IncidentDetail, runIds: readonly string[]): Promise<DossierEntry[]> {
  const indices = incident.events.flatMap(({ trailIndex }) => (trailIndex === null ? [] : [BigInt(trailIndex)]));
  const rows = await tx.trailEntry.findMany({ where: { projectId, idx: { in: indices } } });
  for (let from = 0; from < runIds.length; from += RUNS_A_READ) {
    const some = runIds.slice(from, from + RUNS_A_READ);
    const since = { gte: new Date(incident.createdAt) };
    rows.push(...(await tx.trailEntry.findMany({ where: { projectId, runId: { in: some }, type: { in: RUN_TYPES }, at: since } })));
  }
  return rows
    .map(({ idx, leafHash, payload, type, at, runId }) => ({
      index: Number(idx),
      leafHash: Buffer.from(leafHash).toString('hex'),
      payload,
      type,
      // With its microseconds, as it was hashed.
      at: parsePayload(payload)?.at ?? at.toISOString(),
      runId,
    }))
    .sort((a, b) => a.index - b.index);
}

function idsIn({ events }: IncidentDetail): string[] {
  const named = events.flatMap(({ body }) => [body['before'], body['after']]).filter((value) => typeof value === 'string');
  return [...new Set(named.filter((value) => /^[0-9a-f-]{36}$/.test(value)))];
}
