import { buildApp } from '../../../server/app.ts';
import { openInstallation } from '../../../server/installation.ts';
import { readEnvironment } from '../../../server/platform/env.ts';

/** The product in a process of its own, which says its address, and on request what it holds in memory once swept. */
const installation = await openInstallation(readEnvironment(process.env));
const app = await buildApp(installation, null);
process.on('message', async (asked) => {
  if (asked === 'memory') {
    globalThis.gc?.();
    process.send?.({ heap: process.memoryUsage().heapUsed, rss: process.memoryUsage().rss });
  }
  if (asked === 'stop') {
    await app.close();
    await installation.close();
    process.disconnect();
  }
});
process.send?.({ address: await app.listen({ port: 0, host: '127.0.0.1' }) });
