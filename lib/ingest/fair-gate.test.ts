import { expect, it } from 'vitest';
import { FairGate } from './fair-gate';

/** Work that ends when it is told, and the order in which it began. */
function workshop(gate: FairGate) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (project: string, name: string) =>
    gate.run(project, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, start, end };
}

it('a project works on few batches at once, others start beside them', async () => {
  const { begun, start, end } = workshop(new FairGate({ perProject: 2, beside: 2, total: 10 }));
  const all = ['n1', 'n2', 'n3', 'n4'].map((name) => start('noisy', name));
  all.push(start('quiet', 'q1'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['n1', 'n2', 'q1']);
  for (const name of ['n1', 'n2', 'q1', 'n3', 'n4']) await end(name);
  await Promise.all(all);
  expect(begun).toEqual(['n1', 'n2', 'q1', 'n3', 'n4']);
});

it('those that wait take turns by project, whoever has waited longest with however many', async () => {
  const { begun, start, end } = workshop(new FairGate({ perProject: 5, beside: 5, total: 1 }));
  const all = ['n1', 'n2', 'n3'].map((name) => start('noisy', name));
  all.push(start('a', 'a1'), start('a', 'a2'), start('b', 'b1'));
  await new Promise((resolve) => setImmediate(resolve));
  for (const name of ['n1', 'n2', 'a1', 'b1', 'n3', 'a2']) await end(name);
  await Promise.all(all);
  expect(begun).toEqual(['n1', 'n2', 'a1', 'b1', 'n3', 'a2']);
});

it('a failure gives its place back', async () => {
  const gate = new FairGate({ perProject: 1, beside: 1, total: 1 });
  const failing = () => gate.run('p', () => Promise.reject(new Error('no')));
  await expect(failing()).rejects.toThrow('no');
  await expect(failing()).rejects.toThrow('no');
  expect(await gate.run('p', async () => 'done')).toBe('done');
});

it('a project has fewer in hand while another sends as well, and all of them again when it is alone', async () => {
  let isAlone = false;
  const { begun, start, end } = workshop(new FairGate({ perProject: 3, beside: 1, total: 10 }, () => isAlone));
  const all = ['n1', 'n2', 'n3', 'n4', 'n5'].map((name) => start('noisy', name));
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['n1']);
  await end('n1');
  expect(begun).toEqual(['n1', 'n2']);
  isAlone = true;
  await end('n2');
  expect(begun).toEqual(['n1', 'n2', 'n3', 'n4', 'n5']);
  for (const name of ['n3', 'n4', 'n5']) await end(name);
  await Promise.all(all);
});
