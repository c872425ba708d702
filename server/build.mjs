// Makes what the product needs and git does not keep: the Prisma client and the browser's bundle. Each is made again
// only when what it is made from has changed, so a second start is immediate.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

function files(entry) {
  const full = path.join(root, entry);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [entry];
  return readdirSync(full)
    .sort()
    .filter((name) => name !== 'generated')
    .flatMap((name) => files(path.join(entry, name)));
}

function fingerprint(entries) {
  const hash = createHash('sha256');
  for (const file of entries.flatMap(files)) hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/** A lock that is older belongs to a build that was cut. */
const CUT_MS = 300_000;

/** One makes it, the others wait: what is being replaced under a process that reads it would break. */
async function alone(name, act) {
  const lock = path.join(dist, `${name}.lock`);
  mkdirSync(dist, { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (Date.now() - made > CUT_MS) rmSync(lock, { recursive: true, force: true });
      await pause(100);
    }
  }
  try {
    await act();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function unlessMade(name, inputs, output, make) {
  const marker = path.join(dist, `${name}.made-from`);
  const wanted = fingerprint(inputs);
  const isMade = () =>
    existsSync(path.join(root, output)) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted;
  if (isMade()) return;
  await alone(name, async () => {
    if (isMade()) return;
    await make();
    writeFileSync(marker, wanted);
  });
}

function generatePrismaClient() {
  const prisma = fileURLToPath(new URL('build/index.js', import.meta.resolve('prisma/package.json')));
  const run = spawnSync(process.execPath, [prisma, 'generate'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (run.status !== 0) throw new Error(`prisma generate: ${run.stderr}${run.stdout}`);
}

function precompress(directory) {
  for (const name of readdirSync(directory, { recursive: true })) {
    const file = path.join(directory, name);
    if (!/\.(js|css|html|svg|json)$/.test(name) || statSync(file).size < 1024) continue;
    const bytes = readFileSync(file);
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    );
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

async function buildClient() {
  // Whoever asks, tests included, gets the interface that users get.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  const fresh = path.join(dist, `client-${process.pid}`);
  await build({
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: fresh, emptyOutDir: true },
  });
  precompress(fresh);
  rmSync(path.join(dist, 'client'), { recursive: true, force: true });
  renameSync(fresh, path.join(dist, 'client'));
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
}

/** The process that makes the documents, as plain JavaScript: it is started anew for each, and must start at once. */
export const renderer = path.join(dist, 'render/render-child.mjs');
/** The commands of package.json as plain JavaScript: what reads TypeScript would take a third of their memory. */
export const commands = path.join(dist, 'commands/command-line.mjs');

/** In a bundle, a module still says the folder that its source is in. */
function sourceFolders(folder) {
  return {
    name: 'source-folders',
    transform(code, id) {
      if (!id.startsWith(root) || !code.includes('import.meta.dirname')) return;
      const source = path.relative(folder, path.dirname(id)).replaceAll(path.sep, '/');
      return code.replaceAll('import.meta.dirname', `\`\${import.meta.dirname}/${source}\``);
    },
  };
}

/** The query compiler of the Prisma client, which comes as a text in a module, becomes a file: the text would stay in memory. */
function compilerAsFile() {
  const name = 'query-compiler.wasm';
  return {
    name: 'compiler-as-file',
    enforce: 'pre',
    resolveId: (id) => (id.endsWith('.wasm-base64.mjs') ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith('\0') || !id.endsWith('.wasm-base64.mjs')) return;
      const { wasm } = await import(id.slice(1));
      this.emitFile({ type: 'asset', fileName: name, source: Buffer.from(wasm, 'base64') });
      return `import { readFileSync } from 'node:fs';\nexport const wasm = readFileSync(new URL('./${name}', import.meta.url));`;
    },
  };
}

/** Puts a program and all that it loads of the product in a folder of `dist`; what npm installed stays where it is. */
async function bundle(program, folder) {
  const { build } = await import('vite');
  const fresh = path.join(dist, `${folder}-${process.pid}`);
  const named = '[name].mjs';
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [sourceFolders(path.join(dist, folder)), compilerAsFile()],
    build: {
      ssr: program,
      emitAssets: true,
      outDir: fresh,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: named, chunkFileNames: named } },
    },
  });
  rmSync(path.join(dist, folder), { recursive: true, force: true });
  renameSync(fresh, path.join(dist, folder));
}

/** The same in a process of its own: what makes a bundle takes more memory than what is made of it. */
function bundleApart(program, folder) {
  const run = spawnSync(process.execPath, [import.meta.filename, '--bundle', program, folder], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${folder}: ${run.stderr}${run.stdout}`);
}

/** Makes the Prisma client, the process of the documents, the commands when asked, and the browser's bundle unless `client` is false. */
export async function build({ client = true, documents = true, commandLine = false, say = () => {} } = {}) {
  await unlessMade('prisma', ['prisma/schema.prisma', 'package-lock.json'], 'prisma/generated/client.ts', () => {
    say('Préparation de l’accès à la base de données…');
    generatePrismaClient();
  });
  if (documents)
    await unlessMade(
      'render',
      ['server/render-child.ts', 'server/reports', 'server/documents', 'shared', 'package-lock.json'],
      'dist/render/render-child.mjs',
      () => bundle('server/render-child.ts', 'render'),
    );
  if (commandLine)
    await unlessMade(
      'commands',
      [
        'server',
        'shared',
        'prisma/seed.ts',
        'prisma/seed',
        'prisma/demonstration',
        'prisma/schema.prisma',
        'package-lock.json',
      ],
      'dist/commands/command-line.mjs',
      () => bundleApart('server/command-line.ts', 'commands'),
    );
  if (!client) return;
  await unlessMade(
    'client',
    ['client', 'shared', 'vite.config.ts', 'CHANGELOG.md', 'package-lock.json'],
    'dist/client/index.html',
    () => {
      say('Préparation de l’interface (une seule fois)…');
      return buildClient();
    },
  );
}

if (process.argv[1] === import.meta.filename) {
  const [, , task, program, folder] = process.argv;
  await (task === '--bundle' ? bundle(program, folder) : build({ say: console.log }));
}
