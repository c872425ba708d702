import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mayLink } from '../../../server/homelessness/assessment.ts';
import { rowsToSend } from '../../../server/imports/read-file.ts';
import { bytesSource } from '../../../shared/reading/byte-source.ts';
import { isRefusal, openPartnerFile } from '../../../shared/reading/open-partner-file.ts';
import { communes, indicators } from '../../fixtures/tables.ts';
import { dump, type ImportWorld, importWorld } from '../imports/import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld();
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const assessment = { date: '2025-10-01', reference: 'AIPD 2025-3 du délégué à la protection des données' };

const siao = `N° de demande;Date de la demande;Nom;Prénom;Date de naissance;Commune
S-1;03/02/2025;ZZYZX;Amina;04/05/1981;Dijon
S-2;14/02/2025;QQWERT;Paul;30/11/1975;Dijon`;
const cca = `N°;Date de commission;Nom;Prénom;Né le;Mesure demandée;Décision
C-1;11/03/2025;Zzyzx;AMINA;04/05/1981;AVDL;Accord
C-2;11/03/2025;Autre;Jeanne;01/01/1990;IML;Refus`;

/** Takes a file in as the command line does: prints of identities are made only when they may be. */
async function take(text: string, fileName: string) {
  const linking = await mayLink(world.platform);
  const printOf = (words: string) => createHash('sha256').update(words).digest('hex');
  const options = { today: '2025-11-14', communes, indicators, ...(linking && { printOf }) };
  const opened = openPartnerFile(bytesSource(new TextEncoder().encode(text)), fileName, options);
  if (isRefusal(opened)) throw new Error(opened.message);
  const { source, droppedColumns } = opened;
  return world.take({ source, fileName, fileHash: 'a'.repeat(64), droppedColumns, rows: rowsToSend(opened) });
}

const withIdentity = () => world.db.registerRow.count({ where: { identityHash: { not: null } } });

describe('bringing the files of a person together', () => {
  it('is off until the data-protection assessment is recorded: nothing that could do it is kept', async () => {
    await take(siao, 'demandes-siao.csv');
    await take(cca, 'suivi-cca.csv');
    expect(await withIdentity()).toBe(0);
    expect(await world.as(coordinator).homelessness.assessment()).toEqual({ assessment: null, linked: null });
  });

  it('once recorded, knows who two sources know, by a keyed hash alone', async () => {
    const { homelessness } = world.as(coordinator);
    await homelessness.recordAssessment(assessment);
    await take(siao, 'demandes-siao.csv');
    await take(cca, 'suivi-cca.csv');
    expect(await withIdentity()).toBe(4);
    expect(await homelessness.assessment()).toMatchObject({ assessment, linked: { people: 1, rows: 2 } });
    expect(await homelessness.linking()).toEqual({ since: '2025-10-01', people: 1 });
    expect(await world.as({ role: 'reader' }).homelessness.linking()).toEqual({ since: '2025-10-01', people: null });
    const text = Object.values(await dump(world.pool))
      .flat()
      .join('\n')
      .toLowerCase();
    const bare = createHash('sha256').update('zzyzx|amina|1981-05-04').digest('hex');
    for (const word of ['zzyzx', 'qqwert', '1981-05-04', bare]) expect(text).not.toContain(word);
  });

  it('stops and forgets every key when it is withdrawn', async () => {
    const { homelessness, imports } = world.as(coordinator);
    await homelessness.recordAssessment(assessment);
    await take(siao, 'demandes-siao.csv');
    await homelessness.withdrawAssessment({ reason: 'Avis défavorable' });
    expect(await withIdentity()).toBe(0);
    expect((await imports.help()).linking).toBe(false);
  });

  it('is recorded and withdrawn by several at once, none of whom waits for ever or is undone', async () => {
    const { homelessness } = world.as(coordinator);
    const acts = Array.from({ length: 12 }, (_, index) =>
      index % 2 === 0
        ? homelessness.recordAssessment(assessment)
        : homelessness.withdrawAssessment({ reason: 'Avis défavorable' }),
    );
    expect((await Promise.allSettled(acts)).filter(({ status }) => status === 'rejected')).toEqual([]);
  });

  it('refuses prints that nobody may send yet, and belongs to the coordination', async () => {
    const { homelessness, imports: staff } = world.as({ role: 'contributor', organisation: 'HH' });
    await expect(homelessness.recordAssessment(assessment)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const organisationId = world.idOf('HH');
    const begun = await staff.begin({
      ...{ organisationId, source: 'workshop', format: 'csv', fileHash: 'b'.repeat(64), droppedColumns: [] },
    });
    const content = { date: '2025-03-04', month: '2025-03', theme: 'Entretien du logement', participants: 4 };
    const row = { row: 2, key: 'A', content, outside: false, remarks: [], identity: 'c'.repeat(64) };
    await staff.send({ id: begun.id, rows: [row] });
    await staff.commit({ id: begun.id });
    expect(await withIdentity()).toBe(0);
  });
});
