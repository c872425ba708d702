// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/imports/imports-page.tsx';
import '../../../client/imports/receipt-page.tsx';
import { nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor } from '../harness/people.ts';
import {
  alert,
  besideField,
  button,
  buttons,
  choose,
  dialog,
  factsOf,
  field,
  fill,
  headersOf,
  isDialogOpen,
  openTab,
  page,
  press,
  rowsOf,
  target,
  textsOf,
  tick,
  title,
  titles,
  words,
} from '../harness/reading.ts';

type Imports = Outputs['imports'];

const help: Imports['help'] = {
  today: '2025-11-12',
  communes: [{ inseeCode: '21231', name: 'Dijon', aliases: [], namesakes: [] }],
  indicators: [],
  organisations: [
    { id: 4, code: 'SOLIHA', name: 'SOLIHA', feeds: ['captured-dwelling', 'monthly-return'] },
    { id: 2, code: 'SIAO', name: 'SIAO', feeds: ['siao-request'] },
  ],
  linking: false,
  habits: [],
  printKey: 'clé',
  mappings: [],
};
const change = {
  code: 'IND-02',
  label: 'Logements captés',
  month: '2025-09',
  before: 4,
  after: 6,
  waits: false,
};
const receipt = {
  id: 12,
  organisation: { id: 4, code: 'SOLIHA', name: 'SOLIHA' },
  organisationId: 4,
  source: 'captured-dwelling',
  kind: 'file',
  status: 'done',
  fileName: 'fichier.xlsx',
  fileHash: 'a'.repeat(64),
  mappingVersion: null,
  reason: null,
  droppedColumns: ['Nom du locataire'],
  rows: 1240,
  accepted: 1200,
  changed: 40,
  identical: 20,
  duplicates: 3,
  superseded: 2,
  outOfTerritory: 5,
  leftOut: 4,
  rejectedCount: 6,
  changes: [change],
  indicators: [],
  rejected: [{ row: 8, sheet: 1, field: 'surface', code: 'number-text' }],
  suspicious: [],
  remarks: [{ row: 9, sheet: 1, field: 'exitDate', code: 'date-text' }],
  told: {
    skipped: [{ row: 12, sheet: 1, code: 'row-total' }],
    unread: [{ position: 2, rows: 30, code: 'unread-repeats' }],
    questions: [],
    period: { from: '2025-01', to: '2025-09', why: 'rows' },
  },
  absent: 0,
  absentChoice: null,
  keptOut: [],
  createdAt: '2025-11-07T09:30:00.000Z',
  createdByName: 'Karim Haddad',
  undoneAt: null,
  undoneByName: null,
  undoReason: null,
  workbookId: null,
  parts: [],
} as unknown as Imports['receipt'];

const openReceipt = (more: Partial<Imports['receipt']> = {}) =>
  openPage('/imports/12', { answers: { imports: { receipt: { ...receipt, ...more } as Imports['receipt'], help } } });

describe('the receipt of an import', () => {
  it('counts every row of the file, and the counts add up to the rows read', async () => {
    await openReceipt();
    expect(title()).toContain('Reçu n° 12');
    const figures = textsOf(page().querySelectorAll('.key-figure'));
    expect(figures).toEqual([
      'Lignes lues1 240',
      'Nouvelles ou changées1 200dont 40 changées',
      'Déjà connues20',
      'Doublons5dont 2 contredites plus loin',
      expect.stringMatching(/^Hors territoire5/),
      'Restées dehors106 illisibles, 4 laissées de côté',
    ]);
    const counted = [1200, 20, 5, 5, 10].reduce((sum, one) => sum + one, 0);
    expect(counted).toBe(1240);
  });

  it('proves which file gave a figure, who wrote it and what stayed on their computer', async () => {
    await openReceipt();
    expect(factsOf()).toMatchObject({
      Structure: 'SOLIHA',
      Par: expect.stringContaining('Karim Haddad, le '),
      Origine: 'Fichier',
      Colonnes: 'reconnues d’elles-mêmes',
      'Colonnes écartées avant tout envoi': 'Nom du locataire',
      'Empreinte du fichier (SHA-256)': 'a'.repeat(64),
    });
    expect(titles(3)).toContain('Lignes refusées');
    expect(rowsOf('Lignes refusées, avec la raison et ce qu’il faut faire')[0]?.join(' ')).toContain(
      'Un nombre est attendu',
    );
  });

  it('says what was set aside, passed over or not read, by its place: the words of the file are not there', async () => {
    await openReceipt();
    expect(rowsOf('Cellules illisibles : leur ligne est entrée sans elles')[0]?.join(' ')).toMatch(
      /ligne.9.*Date de sortie/,
    );
    expect(rowsOf('Lignes qui ne sont pas des données, et pourquoi')[0]?.join(' ')).toMatch(/ligne.12.*total/);
    expect(rowsOf('Feuilles du classeur dont rien n’est lu, et pourquoi')[0]?.join(' ')).toMatch(
      /Feuille.2.*30.lignes.*répètent/,
    );
    expect(page().textContent).toContain('Période du fichier');
  });

  it('is undone for a reason, after the figures that come back are shown', async () => {
    const { server } = await openReceipt();
    await press('Annuler cet import');
    expect(rowsOf('Chiffres rétablis')).toEqual([['Logements captés (IND-02)', 'septembre 2025', '6', '4']]);
    await press('Annuler l’import', dialog());
    expect(besideField('Raison, gardée au journal')).toEqual(['Dites pourquoi, en quelques mots.']);
    await fill('Raison, gardée au journal', 'Mauvais fichier');
    server.answer({ imports: { undo: nothing } });
    await press('Annuler l’import', dialog());
    expect(server.sent('imports.undo')).toEqual([{ id: 12, reason: 'Mauvais fichier' }]);
    expect(isDialogOpen()).toBe(false);
  });

  it('says what must be undone first, and leads there', async () => {
    const { server } = await openReceipt();
    await press('Annuler cet import');
    await fill('Raison, gardée au journal', 'Mauvais fichier');
    server.answer({ imports: { undo: refused('BUILT_UPON', { imports: [14, 15], cells: ['IND-02 2025-09'] }) } });
    await press('Annuler l’import', dialog());
    expect(alert()).toContain('annulez d’abord les imports n° 15, puis 14');
    expect(target('Import n° 15', dialog())).toBe('/imports/15');
    expect(words(dialog())).toContain('IND-02, septembre 2025 : validée, questionnée ou saisie depuis');
  });

  it('once undone says by whom and why, and cannot be undone again', async () => {
    await openReceipt({
      status: 'undone',
      undoneAt: '2025-11-08T09:30:00.000Z',
      undoneByName: 'Claire Morel',
      undoReason: 'Mauvais fichier',
    } as unknown as Partial<Imports['receipt']>);
    expect(words()).toContain('par Claire Morel');
    expect(words()).toContain('Mauvais fichier. Lignes et chiffres sont revenus à leur état d’avant.');
    expect(buttons()).not.toContain('Annuler cet import');
  });

  it('says when the import is not there', async () => {
    await openPage('/imports/99', { answers: { imports: { receipt: refused('ALREADY_USED') } } });
    expect(alert()).toContain('Cet import n’attend plus rien');
  });
});

describe('an import that waits', () => {
  const none = {
    suspicious: 0,
    unreadable: 0,
    changed: 0,
    new: 0,
    waiting: 0,
    identical: 0,
    duplicate: 0,
    superseded: 0,
    outside: 0,
    expired: 0,
  };
  const preview = {
    ...receipt,
    verdicts: { ...none, changed: 1, new: 1, unreadable: 1 },
    changes: [change],
    indicators: [],
    writes: 2,
    taken: 2,
  } as unknown as Imports['preview'];
  const dwelling = { commune: '21231', typology: 'T2', rentCents: 45000, captureDate: '2025-09-03' };
  const judged = (position: number, verdict: string, more: object = {}) => ({
    position,
    row: position + 1,
    sheet: null,
    verdict,
    takes: true,
    outside: false,
    content: dwelling,
    before: null,
    remarks: null,
    ...more,
  });
  const rows = {
    changed: judged(1, 'changed', { before: { ...dwelling, rentCents: 40000 } }),
    new: judged(2, 'new'),
    unreadable: judged(3, 'unreadable', {
      content: null,
      remarks: [{ field: 'surface', code: 'number-text' }],
    }),
  };
  const open = () =>
    openPage('/imports/12', {
      answers: {
        imports: {
          help,
          preview,
          receipt: { ...receipt, status: 'prepared' } as Imports['receipt'],
          rows: ({ verdict }) =>
            ({ rows: [rows[verdict as keyof typeof rows]], next: null }) as unknown as Imports['rows'],
        },
      },
    });

  it('says that nothing is written, and what each row would become', async () => {
    await open();
    expect(words()).toContain('Rien n’a été écrit.');
    expect(textsOf(page().querySelectorAll('[role=tab]'))).toEqual(['Illisibles1', 'Changées1', 'Nouvelles1']);
    expect(rowsOf('Lignes illisibles')[0]?.slice(1)).toEqual([
      'Surface (m²)',
      'dans le fichier',
      expect.stringMatching(/^Un nombre est attendu/),
    ]);
    await openTab(/^Changées/);
    expect(rowsOf('Lignes changées')[0]?.join(' ')).toContain('400 €');
    expect(rowsOf('Lignes changées')[0]?.join(' ')).toContain('450 €');
  });

  it('lets a row be left out, and asks for the decision to be kept', async () => {
    const { server } = await open();
    await openTab(/^Nouvelles/);
    expect(headersOf('Lignes nouvelles')[0]).toBe('Prendre');
    server.answer({ imports: { decide: nothing } });
    const box = field(/^Prendre : /);
    expect(box.checked).toBe(true);
    await tick(/^Prendre : /);
    expect(server.sent('imports.decide')).toMatchObject([{ id: 12, positions: [2], take: false }]);
    expect(field(/^Prendre : /).checked).toBe(false);
    await press('Tout prendre');
    expect(server.sent('imports.decide').at(-1)).toMatchObject({ take: true });
  });

  it('is written in one piece, or says that nothing was', async () => {
    const { server } = await open();
    server.answer({ imports: { commit: refused('DISK_FULL'), progress: { progress: 0 } as Imports['progress'] } });
    await press(/^Écrire /);
    expect(server.sent('imports.commit')).toEqual([{ id: 12 }]);
    expect(alert()).toContain('Rien n’a été écrit');
    expect(alert()).toContain('Le disque du serveur est plein.');
  });

  it('is one with the other registers of its workbook: each is told, and all are written at once', async () => {
    const { parts: _none, ...part } = receipt;
    const workshops = { ...part, id: 13, source: 'workshop', status: 'prepared', workbookId: 12 };
    const { server } = await openPage('/imports/12', {
      answers: {
        imports: {
          help,
          preview: ({ id }) => ({ ...preview, accepted: id === 12 ? 2 : 3, outOfTerritory: 0 }) as Imports['preview'],
          receipt: { ...receipt, status: 'prepared', parts: [workshops] } as Imports['receipt'],
          rows: { rows: [], next: null },
        },
      },
    });
    expect(words()).toContain('Classeur de 2 registres');
    expect(titles(2).filter((one) => one.includes('Reçu n°'))).toEqual([
      expect.stringMatching(/^Logements captés.*Reçu n°.12, SOLIHA$/),
      expect.stringMatching(/^Ateliers.*Reçu n°.13, SOLIHA$/),
    ]);
    server.answer({ imports: { commit: refused('DISK_FULL'), progress: { progress: 0 } as Imports['progress'] } });
    await press('Écrire 5 lignes');
    expect(server.sent('imports.commit')).toEqual([{ id: 12 }]);
  });

  it('is given up without a trace', async () => {
    const { server, address } = await open();
    server.answer({
      imports: { discard: nothing, list: [] },
      homelessness: { assessment: { assessment: null, linked: null } },
    });
    await press('Abandonner');
    expect(server.sent('imports.discard')).toEqual([{ id: 12 }]);
    expect(address()).toBe('/imports');
  });
});

describe('imports', () => {
  const listed = { ...receipt } as unknown as Imports['list'][number];
  const open = (list: Imports['list'], opening: Parameters<typeof openPage>[1] = {}) =>
    openPage('/imports', {
      ...opening,
      answers: { imports: { help, list }, homelessness: { assessment: { assessment: null, linked: null } } },
    });

  it('begin with a file dropped as it is, read on this computer', async () => {
    await open([]);
    expect(titles()).toContain('Déposer un fichier');
    expect(words()).toContain('CSV, Excel (.xlsx) ou OpenDocument (.ods). Il est lu sur cet ordinateur.');
    expect(button('Choisir un fichier')).toBeTruthy();
    expect(titles()).toContain('Aucun fichier importé pour l’instant');
  });

  it('keep a receipt of each file, and are narrowed in the address', async () => {
    const { server, address } = await open([listed]);
    const [row] = rowsOf('Imports, le plus récent en premier');
    expect(row?.slice(0, 2)).toEqual(['Reçu n° 12', 'Fait']);
    expect(row?.slice(6)).toEqual(['1 200', '6']);
    await choose('État', 'Annulé');
    expect(address()).toBe('/imports?etat=undone');
    expect(server.sent('imports.list').at(-1)).toMatchObject({ status: 'undone' });
  });

  it('recognise nobody before the data-protection assessment is recorded', async () => {
    const { server } = await open([]);
    expect(words()).toContain('rien qui permette de la reconnaître n’est gardé');
    await press('Enregistrer l’AIPD');
    await press('Enregistrer', dialog());
    expect(besideField('Date de l’AIPD')).toEqual(['Indiquez la date de l’analyse.']);
    await fill('Date de l’AIPD', '2025-10-01');
    await fill('Référence', 'AIPD-2025');
    server.answer({ homelessness: { recordAssessment: nothing } });
    await press('Enregistrer', dialog());
    expect(server.sent('homelessness.recordAssessment')).toEqual([{ date: '2025-10-01', reference: 'AIPD-2025' }]);
  });

  it('leave the assessment to the coordinator', async () => {
    await open([], { as: contributor });
    expect(titles()).not.toContain('Une même personne dans deux sources');
  });

  it('are closed to whom they are closed to', async () => {
    await openPage('/imports', { answers: { imports: { help: refused('FORBIDDEN') } } });
    expect(title()).toBe('Vous n’avez pas accès à cette page');
  });
});
