import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FinancePart, financeFile } from '../../../server/finance/export.ts';
import { financeTemplate } from '../../../server/finance/import-template.ts';
import { financeOf } from '../../../server/finance/service.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { lineAmounts } from '../../../shared/domain/finance/finance-year.ts';
import { bytesSource } from '../../../shared/reading/byte-source.ts';
import { readFinanceFile } from '../../../shared/reading/finance-file.ts';
import { isRefusal } from '../../../shared/reading/open-partner-file.ts';
import type { FinanceImportFile } from '../../../shared/schemas/finance/finance-import.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld();
});
afterAll(() => world.close());

const coordination: Viewer = {
  id: 'essai',
  name: 'Essai',
  email: 'e@exemple.fr',
  role: 'coordinator',
  organisationId: null,
};
const coordinator = () => world.as({ role: 'coordinator' });
const refused = (code: string) => ({ cause: { code } });

function sheetsOf(bytes: Uint8Array, name: string): FinanceImportFile {
  const file = readFinanceFile(bytesSource(bytes), name);
  if (isRefusal(file)) throw new Error(file.message);
  return { sheets: file.sheets };
}

/** A file written by hand, as a spreadsheet saves it. */
const csv = (...rows: string[]) => sheetsOf(Buffer.from(`${rows.join('\r\n')}\r\n`), 'essai.csv');
const linesOf = (...rows: string[]) =>
  csv('Action;Année;Financeur;Demandé;Accordé;Engagé;Versé;Cofinancé;Pièce;Note', ...rows);
const conventionsOf = (...rows: string[]) => csv('Code;Organisme;Année;Objet;Montant;Début;Fin;Acte;Actions', ...rows);
const instalmentsOf = (...rows: string[]) =>
  csv('Convention;Libellé;Échéance;Montant;Versé le;Montant versé;Référence', ...rows);

const preview = (file: FinanceImportFile) => coordinator().financeImport.preview(file);
async function take(file: FinanceImportFile) {
  const { seal } = await preview(file);
  return coordinator().financeImport.commit({ ...file, seal });
}

async function lineOf(key: string, year: number, funder: string) {
  const { lines } = await financeOf(world.platform, 'working', year);
  return lines.find((one) => one.key === key)?.funders.find((one) => one.funder === funder);
}
const partnerOf = async (code: string, year: number) =>
  (await financeOf(world.platform, 'working', year)).partners.find((one) => one.code === code);

describe('a workbook of the money', () => {
  it('is shown before it is written, row by row and cell by cell, and nothing is written by looking', async () => {
    const file = linesOf('A05;2024;Ville de Dijon;1 500,50;;;;;;');
    const { decisions, counts } = await preview(file);
    expect(counts).toEqual({ new: 1, changed: 0, identical: 0, refused: 0 });
    expect(decisions).toEqual([
      {
        ...{ sheet: 'lines', row: 2, label: 'A05, 2024, Ville de Dijon', verdict: 'new', remarks: [] },
        changes: [{ column: 'Demandé', before: 'non connu', after: '1\u202f500,50\u00a0€' }],
      },
    ]);
    expect(await lineOf('A05', 2024, 'Ville de Dijon')).toBeUndefined();
  });

  it('goes in as whole cents; what a cell does not give is unknown; the same file again is identical', async () => {
    const file = linesOf('A05;2024;Ville de Dijon;1 500,50;;;0,10;;;premier acompte');
    expect((await take(file)).counts.new).toBe(1);
    expect(await lineOf('A05', 2024, 'Ville de Dijon')).toMatchObject({
      ...{ askedCents: 150_050, grantedCents: null, committedCents: null, paidCents: 10, cofinancedCents: null },
      ...{ note: 'premier acompte', version: 1 },
    });
    expect((await preview(file)).counts).toEqual({ new: 0, changed: 0, identical: 1, refused: 0 });
    const before = await world.db.auditEvent.count({ where: { action: 'finance.line' } });
    await take(file);
    expect(await world.db.auditEvent.count({ where: { action: 'finance.line' } })).toBe(before);
  });

  it('changes only what it says, raises the version of the row and is told to the journal', async () => {
    await take(linesOf('5;2024;ville de dijon;;;;800;NC;;'));
    expect(await lineOf('A05', 2024, 'Ville de Dijon')).toMatchObject({
      ...{ askedCents: 150_050, paidCents: 80_000, cofinancedCents: null, note: 'premier acompte', version: 2 },
    });
    const told = await world.db.auditEvent.findFirst({ where: { action: 'finance.line' }, orderBy: { id: 'desc' } });
    expect(told).toMatchObject({ before: { paidCents: 10 }, after: { paidCents: 80_000 } });
    const whole = await world.db.auditEvent.findFirst({ where: { action: 'finance.import' }, orderBy: { id: 'desc' } });
    expect(whole).toMatchObject({ entityId: '2024', after: { new: 0, changed: 1, identical: 0, refused: 0 } });
  });

  it('leaves aside the rows that only name a line, as the template brings them', async () => {
    const { decisions } = await preview(linesOf('A06;2024;;;;;;;;', 'A08;2024;État;;;;;;;'));
    expect(decisions).toEqual([]);
  });

  it('says in French why a row stays out, and where; the good ones go in', async () => {
    const file = linesOf(
      'A99;2024;État;100;;;;;;',
      '18;2024;CAF;100;;;;;;',
      'A06;2031;CAF;100;;;;;;',
      'A06;2024;CAF;environ 100;;;;;;',
      'A06;2024;État;;100;;;;;',
      'A06;2024;;100;;;;;;',
      'A06;2024;CAF;100;;;;;;',
      'A06;2024;caf;200;;;;;;',
    );
    const { decisions, counts } = await preview(file);
    expect(counts).toEqual({ new: 1, changed: 0, identical: 0, refused: 7 });
    const why = decisions.map(({ row, remarks }) => [row, remarks[0]?.column, remarks[0]?.reason]);
    expect(why).toEqual([
      [2, 'Action', '«\u00a0A99\u00a0» n’est pas une ligne de l’annexe de cette année.'],
      [3, 'Action', '«\u00a018\u00a0» désigne plusieurs lignes\u00a0: donnez la clé (A18a ou A18b).'],
      [4, 'Année', 'Aucune convention ne couvre l’année 2031.'],
      [5, 'Demandé', 'Ce texte n’est pas un montant en euros.'],
      [6, 'Pièce', 'L’État accorde un montant à cette ligne\u00a0: donnez l’acte qui l’y affecte.'],
      [7, 'Financeur', '«\u00a0Financeur\u00a0» n’est pas renseigné.'],
      [8, undefined, undefined],
      [9, 'Action', 'Cette ligne est déjà donnée à la ligne 8 du fichier.'],
    ]);
    expect(await take(file)).toEqual({ counts, years: [2024] });
    expect((await lineOf('A06', 2024, 'CAF'))?.askedCents).toBe(10_000);
  });

  it('keeps the State in one spelling', async () => {
    await take(linesOf('A06;2024;l’état;12;;;;;;'));
    expect((await lineOf('A06', 2024, 'État'))?.askedCents).toBe(1200);
  });
});

describe('what changes between the look and the writing', () => {
  it('is refused, and shown at the next look', async () => {
    const file = linesOf('A12;2024;CAF;100;;;;;;');
    await take(file);
    const later = linesOf('A12;2024;CAF;300;;;;;;');
    const { seal } = await preview(later);
    await take(linesOf('A12;2024;CAF;;;;50;;;'));
    const late = coordinator().financeImport.commit({ ...later, seal });
    await expect(late).rejects.toMatchObject(refused('READ_AGAIN'));
    expect(await lineOf('A12', 2024, 'CAF')).toMatchObject({ askedCents: 10_000, paidCents: 5000, version: 2 });
    await coordinator().financeImport.commit({ ...later, seal: (await preview(later)).seal });
    expect(await lineOf('A12', 2024, 'CAF')).toMatchObject({ askedCents: 30_000, paidCents: 5000, version: 3 });
  });

  it('writes one of two people who confirm the same file at once, and only once', async () => {
    const file = linesOf('A13;2024;CAF;100;;;;;;');
    const { seal } = await preview(file);
    const both = [1, 2].map(() => coordinator().financeImport.commit({ ...file, seal }));
    const answers = await Promise.allSettled(both);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await lineOf('A13', 2024, 'CAF'))?.version).toBe(1);
  });

  it('is refused once the accounts of the year are closed, with a sentence, and opened again they take it', async () => {
    const file = linesOf('A15;2025;CAF;100;;;;;;');
    const { seal } = await preview(file);
    await coordinator().finance.close({ year: 2025 });
    const late = coordinator().financeImport.commit({ ...file, seal });
    await expect(late).rejects.toMatchObject(refused('READ_AGAIN'));
    const { decisions } = await preview(file);
    expect(decisions[0]?.remarks[0]?.reason).toBe(
      'Les comptes de 2025 sont arrêtés\u00a0: rouvrez-les avant d’y écrire.',
    );
    expect(await lineOf('A15', 2025, 'CAF')).toBeUndefined();
  });
});

describe('the conventions with partners and their instalments', () => {
  it('go in together, and a part of one changes nothing else of it', async () => {
    const conventions = conventionsOf(
      'SOLIHA-CAPTATION-2024;SOLIHA;2024;Captation de logements;33 900;01/01/2024;31/12/2024;Délibération 2024-12;"A02 ; A04a"',
    );
    const instalments = instalmentsOf(
      'SOLIHA-CAPTATION-2024;Acompte;31/03/2024;20 000;05/04/2024;;Mandat 12',
      'SOLIHA-CAPTATION-2024;Solde;30/11/2024;13 900;;;',
    );
    const both = { sheets: [...instalments.sheets, ...conventions.sheets] };
    expect((await take(both)).counts).toEqual({ new: 3, changed: 0, identical: 0, refused: 0 });
    const partner = await partnerOf('SOLIHA-CAPTATION-2024', 2024);
    expect(partner).toMatchObject({
      ...{ amountCents: 3_390_000, startDate: '2024-01-01', endDate: '2024-12-31', document: 'Délibération 2024-12' },
      ...{ paidCents: 2_000_000, leftCents: 1_390_000, organisation: { code: 'SOLIHA' }, version: 1 },
    });
    expect(partner?.actions.map(({ key }) => key)).toEqual(['A02', 'A04a']);
    expect((await preview(both)).counts.identical).toBe(3);
    await take(instalmentsOf('soliha-captation-2024;solde;;;02/12/2024;13 900;Mandat 47'));
    const after = await partnerOf('SOLIHA-CAPTATION-2024', 2024);
    expect(after).toMatchObject({ paidCents: 3_390_000, leftCents: 0, version: 2 });
    expect(after?.instalments.map(({ label, dueDate }) => [label, dueDate])).toEqual([
      ['Acompte', '2024-03-31'],
      ['Solde', '2024-11-30'],
    ]);
  });

  it('keep the published sentence and the supporting documents of a convention that a file changes', async () => {
    const before = await world.db.partnerConvention.findUniqueOrThrow({
      where: { code: 'HH-2023-1' },
      include: { documents: true },
    });
    const file = conventionsOf('HH-2023-1;;;;27 430;01/01/2023;31/12/2023;;');
    expect((await preview(file)).decisions[0]?.remarks[0]?.reason).toContain('Les comptes de 2023 sont arrêtés');
    const reopening = { year: 2023, kind: 'reopen' as const, reason: 'essai', byName: 'Essai', at: new Date() };
    await world.db.financeClosing.create({ data: reopening });
    await take(file);
    const after = await world.db.partnerConvention.findUniqueOrThrow({
      where: { code: 'HH-2023-1' },
      include: { documents: true },
    });
    expect(after).toMatchObject({ quote: before.quote, startDate: '2023-01-01', version: before.version + 1 });
    const plain = (one: (typeof before.documents)[number]) => [one.kind, one.reference, one.expectedOn, one.receivedOn];
    expect(after.documents.map(plain)).toEqual(before.documents.map(plain));
  });

  it('say why they stay out', async () => {
    const conventions = conventionsOf(
      'X-1;Inconnue;2024;Objet;100;;;Acte;',
      'X-2;ADEFO;2024;;100;;;Acte;',
      'X-3;ADEFO;2024;Objet;100;31/12/2024;01/01/2024;Acte;',
      'HH-2023-1;;2024;;;;;;',
      'X-4;ADEFO;2024;Objet;100;;;Acte;"A02 ; A99"',
    );
    const instalments = instalmentsOf('X-2;Acompte;31/03/2024;50;;;', 'SOLIHA-CAPTATION-2024;Reste;31/03/2024;50;;40;');
    const { decisions } = await preview({ sheets: [...conventions.sheets, ...instalments.sheets] });
    const why = decisions.map(({ remarks }) => `${remarks[0]?.column}. ${remarks[0]?.reason}`);
    const expected = [
      'Organisme. «\u00a0Inconnue\u00a0» n’est pas un organisme du catalogue',
      'Objet. «\u00a0Objet\u00a0» n’est pas renseigné.',
      'Fin. La convention finit avant de commencer.',
      'Année. Cette convention est de 2023\u00a0: son année ne change pas.',
      'Actions. «\u00a0A99\u00a0» n’est pas une ligne de l’annexe de cette année.',
      'Convention. La convention «\u00a0X-2\u00a0» n’est pas connue',
      'Versé le. Un montant versé demande le jour de son versement.',
    ];
    expect(why.map((text, rank) => text.slice(0, expected[rank]?.length))).toEqual(expected);
  });
});

describe('the files that go out', () => {
  const download = async (format: 'csv' | 'xlsx', part: FinancePart = 'lignes', year = 2024) =>
    financeFile({ ...world.platform, viewer: coordination }, { year, format, part });

  it('come back identical: the workbook, and each table as CSV', async () => {
    const nasty = '=cmd|calc; "note"\n+1';
    const known = await lineOf('A05', 2024, 'Ville de Dijon');
    await world.db.financeLine.update({ where: { id: known?.id ?? 0 }, data: { note: nasty } });
    const { bytes, name } = await download('xlsx');
    expect(name).toBe('finances-2024-fictif.xlsx');
    const back = await preview(sheetsOf(bytes, name));
    const { lines, partners } = await financeOf(world.platform, 'working', 2024);
    const rows =
      lines.flatMap(({ funders }) => funders).length +
      partners.length +
      partners.flatMap((one) => one.instalments).length;
    expect(rows).toBeGreaterThan(8);
    expect(back.counts).toEqual({ new: 0, changed: 0, identical: rows, refused: 0 });
    for (const part of ['lignes', 'conventions', 'versements'] as const) {
      const file = await download('csv', part);
      const again = await preview(sheetsOf(file.bytes, file.name));
      expect([part, again.counts.new, again.counts.changed, again.counts.refused]).toEqual([part, 0, 0, 0]);
      expect(again.counts.identical).toBeGreaterThan(0);
    }
    const closed = await download('xlsx', 'lignes', 2025);
    const { counts } = await preview(sheetsOf(closed.bytes, closed.name));
    expect([counts.new, counts.changed, counts.refused]).toEqual([0, 0, 0]);
    expect((await download('csv')).bytes.toString()).not.toMatch(/;"?=cmd/);
  });

  it('say the amounts of the screen, to the cent', async () => {
    const { lines } = await financeOf(world.platform, 'working', 2024);
    const sheet = sheetsOf((await download('xlsx')).bytes, 'a.xlsx').sheets.find(({ kind }) => kind === 'lines');
    const funders = lines.flatMap((line) => line.funders.map((funder) => ({ key: line.key, ...funder })));
    const written = (sheet?.rows ?? []).filter(({ cells }) => cells.funder !== undefined);
    expect(written.length).toBe(funders.length);
    for (const [rank, { cells }] of written.entries()) {
      for (const amount of lineAmounts) {
        const cents = funders[rank]?.[amount] ?? null;
        expect(cells[amount] ?? null).toBe(cents === null ? null : cents / 100);
      }
    }
  });

  it('bear the mark of the demonstration, every one', async () => {
    for (const part of ['totaux', 'exposition', 'alertes'] as const)
      expect((await download('csv', part, 2023)).bytes.toString()).toContain('fictives');
    expect((await download('csv', 'conventions', 2023)).bytes.toString()).toContain('réel');
  });

  it('begin with a template that says nothing until it is filled in', async () => {
    const { bytes } = await financeTemplate(world.platform, 2023);
    const file = sheetsOf(bytes, 'modele.xlsx');
    expect(file.sheets.map(({ kind, rows }) => [kind, rows.length])).toEqual([
      ['lines', 17],
      ['conventions', 0],
      ['instalments', 0],
    ]);
    expect((await preview(file)).decisions).toEqual([]);
  });
});
