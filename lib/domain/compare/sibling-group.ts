// One run against the group of its siblings: how many of each version answer otherwise, and which different answers there are.
import type { Json } from '@/lib/domain/run/run';
import { type ShareInterval, wilsonInterval } from '@/lib/domain/statistics/wilson-interval';
import type { RunSibling } from './run-sibling';
import { answerLikeness } from './same-answer';

export const GROUPED_BY = ['prompt_version', 'model_name', 'route', 'release'] as const;
export type GroupedBy = (typeof GROUPED_BY)[number];

export interface AnsweredSibling extends RunSibling {
  answer: Json;
}

/** Runs of one version: how many answer otherwise than the run that was asked about, with a 95 % interval. */
export interface VersionShare {
  /** Null where runs do not say. */
  version: string | null;
  isOwn: boolean;
  runs: number;
  otherwise: number;
  interval: ShareInterval;
  /** The run to compare with first: one that answers otherwise where there is one. */
  exampleRunId: string;
}

/** Runs that answer the same, the largest first. */
export interface AnswerCluster {
  runIds: string[];
  answer: Json;
  /** Whether the run that was asked about answers so. */
  isOwn: boolean;
  versions: { version: string | null; runs: number }[];
}

export interface SiblingGroup {
  by: GroupedBy;
  /** Siblings, the run itself not counted. */
  runs: number;
  otherwise: number;
  interval: ShareInterval | null;
  versions: VersionShare[];
  clusters: AnswerCluster[];
}

/** More different answers than this are counted together; the last cluster then has no answer of its own. */
const CLUSTERS = 40;

export function siblingGroup(
  own: { runId: string; answer: Json; version: string | null },
  siblings: readonly AnsweredSibling[],
  by: GroupedBy,
): SiblingGroup {
  const versionOf = ({ run }: AnsweredSibling): string | null => versionIn(run, by);
  const isOtherwise = new Map(siblings.map((sibling) => [sibling, answerLikeness(own.answer, sibling.answer) === 'different']));
  const otherwise = siblings.filter((sibling) => isOtherwise.get(sibling)).length;
  const byVersion = groupedBy(siblings, versionOf);
  const versions = [...byVersion].map(([version, members]): VersionShare => {
    const differing = members.filter((member) => isOtherwise.get(member));
    return {
      version,
      isOwn: version === own.version,
      runs: members.length,
      otherwise: differing.length,
      interval: wilsonInterval(differing.length, members.length) as ShareInterval,
      exampleRunId: (differing[0] ?? (members[0] as AnsweredSibling)).run.runId,
    };
  });
  versions.sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || b.interval.low - a.interval.low || b.runs - a.runs);
  return {
    by,
    runs: siblings.length,
    otherwise,
    interval: wilsonInterval(otherwise, siblings.length),
    versions,
    clusters: clustersOf(own, siblings, versionOf),
  };
}

export function versionIn(
  run: { promptId: string | null; promptVersion: string | null; modelName: string | null; route: string | null; release: string | null },
  by: GroupedBy,
): string | null {
  if (by === 'model_name') return run.modelName;
  if (by === 'route') return run.route;
  if (by === 'release') return run.release;
  return run.promptVersion === null ? null : [run.promptId, run.promptVersion].filter(Boolean).join(' @ ');
}

/** Each answer joins the first cluster that it is the same as or near to; the own answer opens the first one. */
function clustersOf(
  own: { runId: string; answer: Json; version: string | null },
  siblings: readonly AnsweredSibling[],
  versionOf: (sibling: AnsweredSibling) => string | null,
): AnswerCluster[] {
  const clusters: (AnswerCluster & { members: (string | null)[] })[] = [
    { runIds: [own.runId], answer: own.answer, isOwn: true, versions: [], members: [own.version] },
  ];
  for (const sibling of siblings) {
    const known = clusters.find(({ answer }, place) => place >= CLUSTERS || answerLikeness(answer, sibling.answer) !== 'different');
    const cluster = known ?? {
      runIds: [],
      answer: clusters.length < CLUSTERS ? sibling.answer : null,
      isOwn: false,
      versions: [],
      members: [],
    };
    if (!known) clusters.push(cluster);
    cluster.runIds.push(sibling.run.runId);
    cluster.members.push(versionOf(sibling));
  }
  return clusters
    .map(({ members, ...cluster }) => ({
      ...cluster,
      versions: [...groupedBy(members, (version) => version)]
        .map(([version, all]) => ({ version, runs: all.length }))
        .sort((a, b) => b.runs - a.runs),
    }))
    .sort((a, b) => b.runIds.length - a.runIds.length);
}

function groupedBy<T, K>(entries: readonly T[], keyOf: (entry: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group) group.push(entry);
    else groups.set(keyOf(entry), [entry]);
  }
  return groups;
}
