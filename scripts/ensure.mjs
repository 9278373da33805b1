// What has to be there before anything of this project can run, using Node's standard library only: `node_modules` may not exist yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sourceFolders = ['app', 'components', 'lib', 'prisma', 'public'];
const sourceFiles = ['next.config.js', 'package-lock.json', 'postcss.config.mjs', 'proxy.ts', 'tsconfig.json'];

/**
 * Installs what package-lock.json names, when it has changed since the last time. Not `npm ci`: that refuses a lock file without
 * the optional packages of every platform, and some of those are published later or not at all.
 */
export function ensureInstalled() {
  requireNode();
  once('install', hashOf(['package-lock.json']), join(root, 'node_modules', '.countersign-install'), () => {
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  });
}

/** Generates Prisma's client and copies the PDF viewer's files to where the browser finds them. */
export function ensureGenerated() {
  once('generate', hashOf(['prisma/schema.prisma', 'package-lock.json']), join(root, 'prisma', 'generated', '.stamp'), () => {
    run(process.execPath, [join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate'], { PRISMA_HIDE_UPDATE_MESSAGE: '1' });
    copyPdfViewer();
  });
}

/** Builds the web application, when a source has changed since the last build. */
export function ensureBuilt() {
  const files = [...sourceFolders.flatMap((folder) => walk(folder)), ...sourceFiles].filter((file) => existsSync(join(root, file)));
  const distFolder = join(root, process.env.NEXT_DIST_DIR ?? '.next');
  once('build', hashOf(files.sort()), join(distFolder, '.countersign-build'), () => {
    run(process.execPath, [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
      NEXT_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'production',
    });
  });
}

/** Runs a command with the terminal's own output; a failure ends this process with its code. */
export function run(command, args, environment = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
  if (result.status === 0) return;
  console.error(`\n${[command, ...args].join(' ')} failed${result.error ? `: ${result.error.message}` : ''}.`);
  process.exit(result.status ?? 1);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Countersign needs Node 20.19 or later; this is ${process.version}. Install a later one from nodejs.org.`);
  process.exit(1);
}

function once(what, stamp, stampFile, work) {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.log(`countersign: ${what} …`);
  work();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

function hashOf(files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function walk(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter(
      (name) => !name.startsWith(join('prisma', 'generated')) && !name.startsWith(join('public', 'pdfjs')) && !/\.test\.ts$/.test(name),
    )
    .filter((name) => statSync(join(root, name)).isFile());
}

function copyPdfViewer() {
  const from = join(root, 'node_modules', 'pdfjs-dist');
  const to = join(root, 'public', 'pdfjs');
  mkdirSync(to, { recursive: true });
  cpSync(join(from, 'build', 'pdf.worker.min.mjs'), join(to, 'pdf.worker.min.mjs'));
  for (const folder of ['cmaps', 'standard_fonts', 'wasm', 'iccs']) {
    if (existsSync(join(from, folder))) cpSync(join(from, folder), join(to, folder), { recursive: true });
  }
}
