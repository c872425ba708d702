import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const server = path.resolve(import.meta.dirname, 'server') + path.sep;

/** Fails the build when code of the server, or of Node, really reaches the browser (type imports are gone by then). */
const wall: Plugin = {
  name: 'no-server-in-the-browser',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (!importer || options.ssr) return null;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    if (source.startsWith('node:') || (found && path.resolve(found.id).startsWith(server))) {
      this.error(`${source}, imported by ${importer}, must not reach the browser`);
    }
    return found;
  },
};

type Chunk = Rolldown.OutputChunk;
const isChunk = (one: Rolldown.OutputChunk | Rolldown.OutputAsset): one is Chunk => one.type === 'chunk';

/** A chunk, its style sheets, and all that it imports at once. */
function filesOf(chunks: readonly Chunk[], name: string, known = new Set<string>()): string[] {
  const chunk = chunks.find((one) => one.fileName === name);
  if (!chunk || known.has(name)) return [...known];
  known.add(name);
  for (const sheet of chunk.viteMetadata?.importedCss ?? []) known.add(sheet);
  for (const imported of chunk.imports) filesOf(chunks, imported, known);
  return [...known];
}

const fontsOf = (bundle: Rolldown.OutputBundle) =>
  Object.keys(bundle).filter((name) => /latin-wght-normal.*\.woff2$/.test(name));

/**
 * Writes `pages.json`: for each page of `routes.tsx`, by its path, the files that it needs. The server names them in the
 * HTML, so that the browser fetches them with the entry and not after it.
 */
const pageFiles: Plugin = {
  name: 'page-files',
  apply: 'build',
  // After the styles are taken out of the chunks: one that held nothing else is gone by then.
  enforce: 'post',
  generateBundle(_, bundle) {
    const client = path.resolve(import.meta.dirname, 'client');
    const routes = readFileSync(path.join(client, 'routes.tsx'), 'utf8');
    const chunks = Object.values(bundle).filter(isChunk);
    const fonts = fontsOf(bundle);
    const pages = [...routes.matchAll(/path: '([^']+)'[\s\S]*?import\('\.\/([^']+)'\)/g)].map(([, route, module]) => {
      const chunk = chunks.find((one) => one.facadeModuleId === path.join(client, module as string));
      if (!chunk) this.error(`routes.tsx names ${module}, which no chunk begins with`);
      return [route, [...fonts, ...filesOf(chunks, chunk.fileName)]];
    });
    this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(Object.fromEntries(pages)) });
  },
};

/** The pages that open without a line: an association's months. */
const offlinePages = ['monthly-entry/my-months-page.tsx', 'monthly-entry/entry-page.tsx'];
const WORKER = 'hors-ligne.js';

/**
 * Builds the service worker beside the pages, and tells it what to keep: the entry, the pages above and what they import.
 * Its name never changes, its content does with each build: that is how a browser finds the new one.
 */
const offlineWorker: Plugin = {
  name: 'offline-worker',
  apply: 'build',
  enforce: 'post',
  buildStart() {
    const id = path.resolve(import.meta.dirname, 'client/lib/offline/service-worker.ts');
    this.emitFile({ type: 'chunk', id, fileName: WORKER });
  },
  generateBundle(_, bundle) {
    const worker = bundle[WORKER];
    if (worker?.type !== 'chunk' || worker.imports.length > 0) this.error('the service worker must stand alone');
    const client = path.resolve(import.meta.dirname, 'client');
    const chunks = Object.values(bundle).filter(isChunk);
    const begins = [path.join(client, 'index.html'), ...offlinePages.map((page) => path.join(client, page))];
    const needed = begins.flatMap((module) => {
      const chunk = chunks.find((one) => one.facadeModuleId === module);
      if (!chunk) this.error(`${module} begins no chunk`);
      return filesOf(chunks, chunk.fileName);
    });
    const files = [...new Set([...fontsOf(bundle), ...needed])].map((file) => `/${file}`);
    const frame = bundle['index.html'];
    const build = createHash('sha256')
      .update(files.join())
      .update(frame?.type === 'asset' ? frame.source : '');
    worker.code = worker.code
      .replaceAll('__OFFLINE_FILES__', JSON.stringify([...files, '/favicon.svg']))
      .replaceAll('__OFFLINE_BUILD__', JSON.stringify(build.digest('hex').slice(0, 16)));
  },
};

/**
 * What nearly every page needs comes in two files: forty small ones took longer to ask for than to fetch. Tabs stay out of
 * them: they bring a library that the first page does without.
 */
const groups = [
  { name: 'platform', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|@trpc)[\\/]/, priority: 2 },
  {
    name: 'kit',
    test: /[\\/](client[\\/](ui(?![\\/]layout[\\/]tabs)|lib)|shared[\\/]domain)[\\/]/,
    minShareCount: 5,
    priority: 1,
  },
];

/** How many news CHANGELOG.md tells: a page that has shown fewer says that there are more, without carrying them. */
const newsCount = readFileSync(path.resolve(import.meta.dirname, 'CHANGELOG.md'), 'utf8').match(/^- /gm)?.length ?? 0;

const browsers = ['chrome109', 'firefox115', 'safari15.6'];

export default defineConfig({
  root: path.resolve(import.meta.dirname, 'client'),
  plugins: [wall, pageFiles, offlineWorker, react()],
  define: { __NEWS_COUNT__: newsCount },
  worker: { format: 'es' },
  build: {
    target: browsers,
    cssTarget: browsers,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The editor of the report's texts, and the charts: each comes only when it is used.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
});
