import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../server/app.ts';
import type { Installation } from '../../../server/platform/context.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { cookiesOf, installationOf } from '../web/served-app.ts';

export interface ApiWorld {
  world: ImportWorld;
  app: FastifyInstance;
  installation: Installation;
  /** The session of a demonstration account, by the first part of its address. */
  cookieOf(person: string): string;
  close(): Promise<void>;
}

/** The demonstration as an HTTP server, and the sessions of its people. `now`: what the clock says; `published`: with a publication. */
export async function apiWorld(now: () => Date = () => new Date(), { published = false } = {}): Promise<ApiWorld> {
  const world = await importWorld({ published });
  const installation: Installation = { ...installationOf(world), clock: { now } };
  const app = await buildApp(installation, null);
  const cookies = await cookiesOf(app);
  return {
    ...{ world, app, installation },
    cookieOf: (person) => cookies.get(person) ?? '',
    async close() {
      await app.close();
      await world.close();
    },
  };
}
