import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../server/postgres/embedded-postgres.ts';
import { sourceNames } from '../../../shared/registers/register.ts';
import { toXlsx } from '../../fixtures/tables.ts';
import { demonstrationFolder } from '../../setup/first-start.ts';
import { itAtLength } from '../../setup/long-tier.ts';
import { command, commandHere, ended, startProduct } from './command.ts';

let folder: string;
let dataDir: string;
/** Keeps the folder's server running between two commands, so that each need not start its own. */
let keeper: EmbeddedPostgres;

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** A folder that a first start has made, with the demonstration. */
async function freshCopy(name: string): Promise<string> {
  const copy = path.join(folder, name);
  await demonstrationFolder(copy);
  return copy;
}

/** A process of its own, as a script starts it. */
const run = (...args: string[]) => command(dataDir, args);
const runHere = (...args: string[]) => commandHere(dataDir, args);

async function json(...args: string[]) {
  const { code, stdout, stderr } = await runHere(...args, '--json');
  return { code, stderr, answer: JSON.parse(stdout) };
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'commands-'));
  dataDir = await freshCopy('data');
  keeper = await startEmbeddedPostgres({ dataDir });
});
afterAll(async () => {
  await keeper.stop();
  rmSync(folder, { recursive: true });
});

const header = 'N° de demande;Date de la demande;Nom;Statut;Nombre de personnes;Situation résidentielle;Commune';
const good = (number: string, day = '07/05/2023') => `${number};${day};BENALI;En cours;1;Hôtel;Dijon`;
/** One sentence: a line, a capital, a full stop, and what to do. */
const sentence = /^[A-ZÀ-Ý][^\n]{30,}[.…]$/u;

describe('import', () => {
  it('takes a file, and says so in the words that a script expects', async () => {
    const bad = '21-B3;31/02/2023;ROUX;En cours;1;Hôtel;Dijon';
    const out = '21-B4;07/05/2023;ROUX;En cours;1;Hôtel;Beaune';
    const rows = [header, good('21-B1'), good('21-B2'), good('21-B1'), bad, out];
    const { code, stderr, stdout } = await run('import', write('demandes-siao.csv', rows.join('\n')), '--json');
    expect([code, stderr]).toEqual([0, '']);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({
      source: 'siao-request',
      rows: 5,
      accepted: 2,
      duplicates: 1,
      outOfTerritory: 1,
      droppedColumns: ['Nom'],
      indicators: { 'SIAO-01': { '2023-05': 2 } },
    });
    const remark = { row: 5, column: 'Date de la demande', value: '31/02/2023', reason: expect.stringMatching(/\./) };
    expect(answer.rejected).toMatchObject([remark]);
    expect(answer.rejected).toHaveLength(1);
  });

  it('answers 1 when nothing went in: the same file again', async () => {
    const file = write('encore.csv', [header, good('21-C1')].join('\n'));
    expect((await json('import', file)).code).toBe(0);
    const again = await json('import', file);
    expect([again.code, again.answer.accepted, again.answer.identical]).toEqual([1, 0, 1]);
  });

  it('remembers what was answered for the next file of the same partner: an order of dates, a place', async () => {
    const file = (name: string) => {
      const rows = [`${name}1;04/25/2023`, `${name}2;05/03/2023`].map(
        (row) => `${row};BENALI;En cours;1;Hôtel;Grésilles`,
      );
      return write(`${name}.csv`, [header, ...rows].join('\n'));
    };
    const answers = ['--answer', 'Date de la demande=mois-jour', '--answer', 'Grésilles=21231'];
    const first = await json('import', file('21-R'), ...answers);
    const next = await json('import', file('21-S'));
    for (const { answer } of [first, next]) {
      expect(answer).toMatchObject({
        accepted: 2,
        remarks: [],
        indicators: { 'SIAO-01': { '2023-04': 1, '2023-05': 1 } },
      });
      // Which months the file covers stays open: nobody answered that.
      const given = answer.questions.flatMap((one: { answer?: string }) => one.answer ?? []);
      expect(given).toEqual(['mois-jour', '21231']);
    }
  });

  it('speaks to people without --json, and writes nothing when it is only tried', async () => {
    const file = write('essai.csv', [header, good('21-D1')].join('\n'));
    const tried = await runHere('import', file, '--dry-run');
    expect(tried.code).toBe(0);
    expect(tried.stdout).toMatch(/Essai, rien n’est écrit/);
    expect(tried.stdout).toMatch(/1\u00a0ligne lue\u00a0: 1\u00a0prise \(/);
    expect(tried.stdout).toMatch(/Période\u00a0: mai 2023 à mai 2023 \(d’après ses lignes/);
    const { answer } = await json('import', file, '--answer', 'period=2023-01..2023-12');
    expect(answer).toMatchObject({ accepted: 1, identical: 0 });
    // The period that was used, and why: not what the file alone would say.
    expect(answer.period).toEqual({ from: '2023-01', to: '2023-12', why: 'answer' });
  });

  it.each([
    ['no file', () => ['import']],
    ['two files', () => ['import', 'a.csv', 'b.csv']],
    ['a file that is not there', () => ['import', path.join(folder, 'absent.csv')]],
    ['a folder', () => ['import', folder]],
    ['an unknown source', () => ['import', write('x.csv', header), '--source', 'inconnue']],
    [
      'an unknown organisation',
      () => ['import', write('y.csv', [header, good('21-E1')].join('\n')), '--organisation', 'XX'],
    ],
    ['an unknown option', () => ['import', write('z.csv', header), '--vite']],
    ['an unknown command', () => ['importer']],
  ])('answers 2 to %s, with the way to use it', async (_what, args) => {
    const { code, stdout, stderr } = await runHere(...args());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/(Usage|Commandes)\s: npm run/u);
    expect(stderr.match(/Usage/g)?.length ?? 0).toBeLessThan(2);
    expect(stderr).not.toMatch(/ at |node_modules|Unknown option|cli\.mjs/);
  });

  it('names every source to whoever asks for one that does not exist', async () => {
    const { stderr } = await run('import', write('w.csv', header), '--source', 'inconnue');
    for (const name of sourceNames) expect(stderr).toContain(name);
  });
});

const ole = (...words: string[]) =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    ...words.map((word) => Buffer.from(word, 'utf16le')),
  ]);
const workbook = () =>
  Buffer.from(
    toXlsx([
      {
        name: 'Ateliers',
        table: [
          ['Date', 'Thème', 'Participants'],
          ['04/03/2023', 'Énergie', 6],
        ],
      },
    ]),
  );

describe('a file that cannot be read', () => {
  it.each([
    ['a PDF', 'rapport.csv', () => Buffer.from('%PDF-1.7\n%âãÏÓ'), /PDF/],
    ['an empty file', 'vide.csv', () => Buffer.alloc(0), /vide/],
    ['a truncated workbook', 'coupé.xlsx', () => workbook().subarray(0, 700), /incomplet|abîmé/],
    ['a workbook with a password', 'secret.xlsx', () => ole('EncryptedPackage', 'EncryptionInfo'), /mot de passe/],
    ['an old workbook', 'ancien.xls', () => ole('Workbook'), /xlsx/],
    [
      'a web page named as a workbook',
      'export.xls',
      () => Buffer.from('<html><body><table><tr><td>N°</td></tr></table></body></html>'),
      /page web/,
    ],
    ['titles that nobody knows', 'autre.csv', () => Buffer.from('Couleur;Pointure\nbleu;42\n'), /Couleur.*Pointure/],
    ['titles without a row', 'filtré.csv', () => Buffer.from(`${header}\n`), /aucune ligne/],
  ])('%s is refused in one French sentence', async (_what, name, bytes, words) => {
    const file = write(name, bytes());
    const said = await runHere('import', file);
    expect([said.code, said.stdout]).toEqual([1, '']);
    expect(said.stderr.trim()).toMatch(sentence);
    expect(said.stderr).toMatch(words);
    const { code, answer, stderr } = await json('import', file);
    expect([code, stderr]).toEqual([1, '']);
    expect(answer).toMatchObject({ message: expect.stringMatching(words) });
  });
});

describe('a cell that cannot be read', () => {
  it.each([
    ['an impossible date', '21-F1;30/02/2023;ROUX;En cours;1;Hôtel;Dijon', 'Date de la demande', '30/02/2023'],
    ['a day still to come', '21-F1;07/05/2099;ROUX;En cours;1;Hôtel;Dijon', 'Date de la demande', '07/05/2099'],
    ['a text for a number', '21-F1;07/05/2023;ROUX;En cours;trois;Hôtel;Dijon', 'Nombre de personnes', 'trois'],
  ])('%s: its row is named, and the good rows go in', async (what, line, column, value) => {
    const keys = [`${what} 1`, `${what} 2`].map((key) => key.replaceAll(' ', '-'));
    const file = write(`${what}.csv`, [header, good(keys[0]!), line, good(keys[1]!)].join('\n'));
    const { code, answer } = await json('import', file, '--source', 'siao-request');
    expect(code).toBe(0);
    expect(answer).toMatchObject({ rows: 3, accepted: 2 });
    expect(answer.rejected).toHaveLength(1);
    expect(answer.rejected).toMatchObject([
      { row: 3, column, value, reason: expect.stringMatching(/^[«A-ZÀ-Ý].*\.$/u) },
    ]);
  });

  it('a commune of another territory is counted apart; one that nobody knows is kept, as an unknown place, and told', async () => {
    const line = (number: string, commune: string) => `${number};07/05/2023;ROUX;En cours;1;Hôtel;${commune}`;
    const file = write(
      'communes.csv',
      [header, good('21-G1'), line('21-G2', 'Beaune'), line('21-G3', 'Xyzzyville')].join('\n'),
    );
    const { code, answer } = await json('import', file);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ accepted: 2, outOfTerritory: 1, rejected: [] });
    expect([...answer.remarks, ...answer.questions].length).toBeGreaterThan(0);
  });

  it('a month still to come of a monthly return is told, and the other months go in', async () => {
    const table = [
      ['Relevé mensuel 2099', null, null],
      ['Indicateur', 'janvier', 'février'],
      ['Sessions de formation', 2, 3],
    ];
    const late = await json('import', write('releve-2099.xlsx', toXlsx([{ name: 'Relevé mensuel', table }])));
    expect(late.code).toBe(1);
    expect(late.answer.rejected.length).toBe(2);
    expect(late.answer.rejected[0]).toMatchObject({ row: 3, value: '2', reason: expect.stringMatching(/\.$/) });
  });
});

describe('indicators', () => {
  it('gives every indicator of a year with the keys that a script expects', async () => {
    const { code, answer, stderr } = await json('indicators', '--year', '2023');
    expect([code, stderr]).toEqual([0, '']);
    expect(answer.length).toBeGreaterThan(30);
    for (const one of answer)
      expect(Object.keys(one)).toEqual(
        expect.arrayContaining(['code', 'action', 'unit', 'value', 'target', 'progress', 'pace', 'coverage', 'quote']),
      );
    expect(answer.find((one: { code: string }) => one.code === 'IND-02')).toMatchObject({
      unit: 'dwellings',
      target: 40,
    });
  });

  it.each([
    [['indicators']],
    [['indicators', '--year', '23']],
    [['report', '--year', '2023']],
    [['backup']],
    [['clear-demonstration', 'x']],
  ])('answers 2 to %j', async (args) => expect((await runHere(...args)).code).toBe(2));
});

describe('report', () => {
  it('writes its four files and names them', async () => {
    const out = path.join(folder, 'rapport');
    const { code, stdout, stderr } = await run('report', '--year', '2023', '--out', out);
    expect([code, stderr]).toEqual([0, '']);
    const names = readdirSync(out).sort();
    expect(names.map((name) => path.extname(name)).sort()).toEqual(['.docx', '.pdf', '.pptx', '.xlsx']);
    expect(stdout.trim().split('\n').sort()).toEqual(names.map((name) => path.join(out, name)));
    const head = (extension: string) =>
      readFileSync(path.join(out, names.find((name) => name.endsWith(extension))!))
        .subarray(0, 4)
        .toString('latin1');
    for (const office of ['.docx', '.pptx', '.xlsx']) expect(head(office), office).toBe('PK\u0003\u0004');
    expect(head('.pdf')).toBe('%PDF');
  });
});

describe('while the product runs on the same folder', () => {
  itAtLength('imports, counts, saves, restores and clears; the product goes on', async () => {
    const own = await freshCopy('running');
    const { child, address } = await startProduct(own, { DEMO: '1' });
    const on = (...args: string[]) => commandHere(own, args);
    try {
      const saved = path.join(folder, 'running.backup');
      expect(await on('backup', saved)).toMatchObject({ code: 0, stderr: '' });
      const file = write('pendant.csv', [header, good('21-H1')].join('\n'));
      expect(await command(own, ['import', file, '--json'])).toMatchObject({ code: 0, stderr: '' });
      expect((await on('import', file, '--json')).code).toBe(1);
      expect(await on('restore', saved)).toMatchObject({ code: 0, stderr: '' });
      expect(await on('import', file, '--json')).toMatchObject({ code: 0 });
      expect(await on('clear-demonstration')).toMatchObject({ code: 0, stderr: '' });
      const figures = JSON.parse((await on('indicators', '--year', '2023', '--json')).stdout);
      // What was imported in the demonstration was fictitious, and went with it.
      expect(figures.find((one: { code: string }) => one.code === 'SIAO-01')).toMatchObject({
        value: null,
        fictitious: false,
      });
      expect(figures.find((one: { code: string }) => one.code === 'IND-02')).toMatchObject({ value: null });
      expect((await fetch(address)).status).toBe(200);
    } finally {
      await ended(child, 'SIGTERM');
    }
    expect((await on('indicators', '--year', '2023')).code).toBe(0);
  });

  itAtLength('refuses a second product in one sentence, and lets the first one go on', async () => {
    const own = await freshCopy('twice');
    const { child, address } = await startProduct(own);
    try {
      await expect(startProduct(own)).rejects.toThrow(/tourne déjà sur ce dossier de données/);
      expect((await fetch(address)).status).toBe(200);
    } finally {
      await ended(child, 'SIGTERM');
    }
  });
});

describe('backup and restore', () => {
  itAtLength('bring a folder’s figures to another one', async () => {
    const other = path.join(folder, 'other');
    const saved = path.join(folder, 'moved.backup');
    await runHere('backup', saved);
    expect((await command(other, ['restore', saved])).code).toBe(0);
    const figures = async (from: string) =>
      (await commandHere(from, ['indicators', '--year', '2023', '--json'])).stdout;
    expect(await figures(other)).toEqual(await figures(dataDir));
  });

  it('refuses a file that is no backup, in one sentence', async () => {
    const { code, stdout, stderr } = await runHere('restore', write('faux.backup', 'bonjour'));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim()).toMatch(/^[A-ZÀ-Ý][^\n]+\.$/u);
  });
});
