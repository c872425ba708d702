import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { createUser } from '../../server/accounts/service.ts';
import { buildApp } from '../../server/app.ts';
import { openInstallation } from '../../server/installation.ts';
import type { Installation } from '../../server/platform/context.ts';
import { readEnvironment } from '../../server/platform/env.ts';
import { addMonths, type Month, monthOf } from '../../shared/domain/month.ts';

const password = 'lanterne-moisson-gravier-81';
const people = {
  karim: 'Karim Exemple',
  lea: 'Léa Exemple',
} as const;
export type Contributor = keyof typeof people;

/** A product of one's own, without the demonstration: one association, two people in it, as many indicators as wanted. */
export async function openEntryProduct({ indicators, history = 0 }: { indicators: number; history?: number }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-saisie-'));
  const installation = await openInstallation(readEnvironment({ DATA_DIR: folder, DEMO: '0', LOG_LEVEL: 'silent' }));
  const month = addMonths(monthOf(installation.referenceDate()), -1);
  const world = await fill(installation, { indicators, history, month });
  // A copy of its own: a build that another run starts meanwhile would take the files away.
  const client = path.join(folder, 'client');
  cpSync(path.resolve(import.meta.dirname, '../../dist/client'), client, { recursive: true });
  const app = await buildApp(installation, client);
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    ...world,
    address,
    /** Where the built interface is: a test may put another version there. */
    client,
    month,
    db: installation.db,
    /** A signed-in window of one of the two people. */
    async enter(
      browser: Browser,
      person: Contributor,
      viewport = { width: 1366, height: 768 },
    ): Promise<BrowserContext> {
      const context = await browser.newContext({ viewport, locale: 'fr-FR', baseURL: address });
      const data = { email: `${person}@exemple.fr`, password };
      context.setDefaultTimeout(15_000);
      const answer = await context.request.post('/api/auth/sign-in/email', { data, headers: { origin: address } });
      if (answer.status() !== 200) throw new Error(`${person} could not sign in: ${answer.status()}`);
      return context;
    },
    password,
    async close() {
      await app.close();
      await installation.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type EntryProduct = Awaited<ReturnType<typeof openEntryProduct>>;

interface Wanted {
  indicators: number;
  /** Validated months before the month being entered. */
  history: number;
  month: Month;
}

async function fill({ db }: Installation, { indicators, history, month }: Wanted) {
  const { id: organisationId } = await db.organisation.create({
    data: { code: 'SAISIE', name: 'Association d’essai', kind: 'association' },
  });
  const ids: number[] = [];
  for (let rank = 1; rank <= indicators; rank += 1) {
    const number = String(rank).padStart(2, '0');
    const { id } = await db.indicator.create({
      data: {
        code: `ESSAI-${number}`,
        label: `Mesure d’essai ${number}`,
        unit: 'persons',
        timeRule: 'flow',
        direction: 'increase',
        frequency: 'monthly',
        sourceText: 'Feuille d’émargement',
        position: 1000 + rank,
        versions: {
          create: { version: 1, definition: 'Personnes comptées une fois', formula: 'n', validFrom: '2023-01' },
        },
        assignments: {
          create: { organisationId, position: rank, spans: { create: { fromMonth: addMonths(month, -36) } } },
        },
      },
    });
    ids.push(id);
  }
  const cells = ids.flatMap((indicatorId, rank) =>
    Array.from({ length: history }, (_, back) => ({
      organisationId,
      indicatorId,
      month: addMonths(month, -1 - back),
      state: 'value',
      value: 10 + ((rank + back) % 5),
      origin: 'entry' as const,
      stage: 'draft' as const,
    })),
  );
  await db.observation.createMany({ data: cells });
  for (const [id, name] of Object.entries(people)) {
    const email = `${id}@exemple.fr`;
    await createUser(db, { id, name, email, password, role: 'contributor', organisationId });
  }
  return { organisationId, ids };
}
