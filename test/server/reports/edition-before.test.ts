import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { editionFile } from '../../../server/editions/service.ts';
import { type EditionFormat, editionFormats } from '../../../shared/domain/report/edition.ts';
import { type EditionWorld, editionWorld } from './edition-world.ts';
import { fileWords } from './file-words.ts';
import { bare } from './pdf-text.ts';
import type { Person } from './workspace-world.ts';

/**
 * An edition that an earlier version froze, voted and sent (commit d08f5d17, before the report opened on its answer): what it
 * wrote in its database, letter for letter. Today's version serves those bytes, and reads what was sealed.
 */

const kept = z
  .object({
    year: z.int(),
    kind: z.literal('report'),
    number: z.int(),
    createdAt: z.string(),
    createdByName: z.string(),
    sealed: z.string(),
    sha256: z.string(),
    versions: z.record(z.string(), z.string()),
    warnings: z.array(z.string()),
    frozenAt: z.string(),
    frozenByName: z.string(),
    deliberation: z.string(),
    votedOn: z.string(),
    sentAt: z.string(),
    files: z.array(
      z.object({ format: z.enum(editionFormats), name: z.string(), sha256: z.string(), bytes: z.base64() }),
    ),
  })
  .parse(
    JSON.parse(
      gunzipSync(
        readFileSync(path.resolve(import.meta.dirname, '../../fixtures/edition-2023-of-november.json.gz')),
      ).toString('utf8'),
    ),
  );

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

let world: EditionWorld;
let id = 0;

beforeAll(async () => {
  world = await editionWorld();
  const { year, kind, number, createdAt, createdByName, files, deliberation, votedOn, sentAt, ...frozen } = kept;
  const { db } = world;
  ({ id } = await db.edition.create({
    data: { year, kind, number, createdAt, createdByName, fictitious: true },
    select: { id: true },
  }));
  for (const { bytes, ...file } of files)
    await db.editionFile.create({
      data: { ...file, editionId: id, bytes: Uint8Array.from(Buffer.from(bytes, 'base64')) },
    });
  await db.edition.update({ where: { id }, data: { ...frozen, status: 'frozen' } });
  await db.edition.update({ where: { id }, data: { status: 'voted', deliberation, votedOn } });
  await db.edition.update({ where: { id }, data: { status: 'sent', sentAt } });
});
afterAll(() => world.close());

function fileFor(person: Person, format: EditionFormat) {
  const context = world.contextOf(person);
  if (!context.viewer) throw new Error('nobody');
  return editionFile(context, context.viewer, id, format);
}

describe('an edition that an earlier version froze', { timeout: 120_000 }, () => {
  it('is served as it was frozen, byte for byte, to the coordination and to the State', async () => {
    expect(kept.files.map(({ format }) => format).sort()).toEqual([...editionFormats].sort());
    for (const { format, name, sha256: hash, bytes } of kept.files)
      for (const person of ['helene', 'camille'] as const) {
        const served = await fileFor(person, format);
        expect([served.name, sha256(served.bytes)], format).toEqual([name, hash]);
        expect(Buffer.from(served.bytes).equals(Buffer.from(bytes, 'base64')), format).toBe(true);
      }
  });

  it('is proved to be what was frozen, and says that today’s version would make its files otherwise', async () => {
    const { intact, files, changedVersions } = await world.as('helene').editions.verify({ id });
    expect(sha256(kept.sealed)).toBe(kept.sha256);
    expect(intact).toBe(true);
    expect(files.map((one) => one.intact)).toEqual(kept.files.map(() => true));
    expect(changedVersions).toContain('template');
  });

  it('gives a partner its extract, laid out by today’s version from what was sealed then', async () => {
    for (const format of ['pdf', 'xlsx'] as const) {
      const extract = await fileFor('karim', format);
      expect(extract.name).toBe(`extrait-${kept.files.find((one) => one.format === format)?.name}`);
      expect(fileWords(Buffer.from(extract.bytes), format)).toContain(bare('Extrait'));
    }
  });

  it('is compared with today, and completed by an addendum', async () => {
    const { editions } = world.as('helene');
    const { changes } = await editions.compare({ id, against: null });
    expect(Array.isArray(changes)).toBe(true);
    const addendum = await editions.open({ year: kept.year, kind: 'addendum' });
    expect((await editions.check({ id: addendum.id })).revisions).not.toBeNull();
    await editions.discard({ id: addendum.id });
  });
});
