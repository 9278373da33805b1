import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Tracked and new files, without what git ignores. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file && existsSync(file));
const sources = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.ts'));
const read = (file: string) => readFileSync(file, 'utf8');
const lineCount = (file: string) => read(file).split('\n').length - 1;

describe('the house', () => {
  it('has no file over 250 lines, and nine in ten under 160', () => {
    const sizes = sources.map((file) => ({ file, lines: lineCount(file) })).sort((a, b) => b.lines - a.lines);
    expect(sizes.filter(({ lines }) => lines > 250)).toEqual([]);
    const large = sizes.filter(({ lines }) => lines > 160);
    expect(large.length / sizes.length).toBeLessThanOrEqual(0.1);
  });

  it('has no drawer for leftovers', () => {
    const banned = /^(index|utils?|helpers?|common|shared|misc|types?|constants?|service|manager)\.(ts|tsx|mjs)$/;
    expect(sources.filter((file) => banned.test(basename(file)))).toEqual([]);
  });

  it('says in the first line of each file in lib what the file is', () => {
    const silent = sources.filter((file) => file.startsWith('lib/') && !/\.test\.ts$/.test(file) && !/^(\/\/|\/\*\*?|#!)/.test(read(file)));
    expect(silent).toEqual([]);
  });

  it('marks no page and no layout as client', () => {
    const pages = sources.filter((file) => /^app\/.*\/(page|layout)\.tsx$/.test(file));
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.filter((file) => /^['"]use client['"]/m.test(read(file)))).toEqual([]);
  });

  it('keeps escape hatches and leftovers out', () => {
    const pattern =
      /\bas any(?=\s*[;,)\]}.>]|\s*$)|: any\b(?=[\][;,)=>|& ]*$|[\])>;,])|@ts-(ignore|expect-error|nocheck)|\b(TODO|FIXME|XXX)\b|\b(test|it|describe)\.skip\(|biome-ignore|dangerouslySetInnerHTML/;
    const found = sources
      .filter((file) => file !== 'lib/repo.test.ts')
      .flatMap((file) =>
        read(file)
          .split('\n')
          .filter((line) => pattern.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(found).toEqual([]);
  });

  it('leaves a folder only through the alias', () => {
    const climbing = sources.filter(
      (file) => !/\.mjs$/.test(file) && !file.startsWith('e2e/') && !file.startsWith('bench/') && /from '\.\.\//.test(read(file)),
    );
    expect(climbing).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const allowed =
      /^(lib\/env\.ts|prisma\.config\.ts|instrumentation\.ts|next\.config\.js|scripts\/|e2e\/|bench\/|prisma\/scenarios\/|lib\/cli\/supervise-processes\.ts)|\.test\.ts$/;
    expect(sources.filter((file) => !allowed.test(file) && /process\.env\b/.test(read(file)))).toEqual([]);
  });
});

describe('registries', () => {
  it.each(['lib/sources', 'lib/checks', 'lib/verbs', 'lib/connectors'])(
    'each member of %s has a test and a line in the registry',
    (folder) => {
      const registry = read(`${folder}/registry.ts`);
      const members = [...registry.matchAll(/from '\.\/([\w-]+)'/g)].map((match) => match[1] ?? '');
      expect(members.length).toBeGreaterThan(1);
      for (const member of members) {
        if (!existsSync(`${folder}/${member}.ts`)) throw new Error(`${folder}/${member}.ts is registered but absent`);
      }
      const untested = members.filter(
        (member) =>
          !existsSync(`${folder}/${member}.test.ts`) &&
          !files.some((file) => dirname(file) === folder && file.endsWith('.test.ts') && read(file).includes(`'./${member}'`)),
      );
      expect(untested).toEqual([]);
    },
  );
});

describe('what is tracked', () => {
  it('carries no path or host of the machine it was written on', () => {
    const pattern = /(^|[\s'"`(=:])\/(work|root)\/[a-z.]|https?:\/\/registry\./;
    const leaking = files.filter(
      (file) =>
        /\.(ts|tsx|mjs|js|md|json|ya?ml|css|sql|prisma)$|^Dockerfile$|^\.ci\/run$/.test(file) &&
        file !== 'lib/repo.test.ts' &&
        pattern.test(read(file)),
    );
    expect(leaking).toEqual([]);
  });

  it('has the commands that the README names', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read('README.md').matchAll(/`?npm (?:run )?(start|test|[\w:-]+)`?/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => !['install', 'ci', 'registry', 'package', 'packages'].includes(name));
    expect(named).toContain('start');
    expect(named).toContain('test');
    for (const name of named) expect(scripts, name).toHaveProperty(name);
  });

  it('runs npm test in CI', () => {
    expect(read('.ci/run')).toContain('npm test');
  });
});
