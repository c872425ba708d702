import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

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

const browsers = ['chrome109', 'firefox115', 'safari15.6'];

export default defineConfig({
  root: path.resolve(import.meta.dirname, 'client'),
  plugins: [wall, react()],
  worker: { format: 'es' },
  build: { target: browsers, cssTarget: browsers, assetsInlineLimit: 0, reportCompressedSize: false },
});
