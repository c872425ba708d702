import { openInstallation } from '../server/installation.ts';
import { readEnvironment } from '../server/platform/env.ts';
const t0 = performance.now();
const installation = await openInstallation(readEnvironment({ DATA_DIR: '/tmp/measure-data2', ...process.env }), { say: console.log });
console.log('open', Math.round(performance.now() - t0), process.cpuUsage(), 'rss', Math.round(process.memoryUsage().rss / 1e6));
console.table(await installation.db.$queryRaw`SELECT number, through, "madeAt", (SELECT count(*)::int FROM "PublicationAnswer" a WHERE a."publicationId" = p.id) n, pg_size_pretty(pg_total_relation_size('"PublicationAnswer"')) s FROM "Publication" p`);
await installation.close();
