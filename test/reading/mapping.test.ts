import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../shared/reading/byte-source.ts';
import type { Mapping } from '../../shared/reading/layout/kept-titles.ts';
import {
  isRefusal,
  type OpenedFile,
  openPartnerFile,
  type ReadingOptions,
} from '../../shared/reading/open-partner-file.ts';
import type { FileRefusal } from '../../shared/reading/refusal.ts';
import { communes, encode, indicators, type Table, toCsv, toXlsx } from '../fixtures/tables.ts';

const secretTitles: Table = [
  ['Sorti du logiciel Zig'],
  ['zref', 'zdat', 'zqui', 'zou', 'znb'],
  ['D-1', '03/02/2024', 'SECRET', 'Chenôve', '2'],
  ['D-2', '14/02/2024', 'SECRET', 'Dijon', '1'],
  ['D-3', '09/03/2024', 'SECRET', 'Beaune', '3'],
];
const mapping: Mapping = { zref: 'number', ZDAT: 'requestDate', zou: 'commune', znb: 'persons', zqui: null };

function open(bytes: Uint8Array, more: Partial<ReadingOptions> = {}): OpenedFile | FileRefusal {
  return openPartnerFile(bytesSource(bytes), 'fichier', { today: '2025-06-15', communes, indicators, ...more });
}

function opened(bytes: Uint8Array, more: Partial<ReadingOptions> = {}): OpenedFile {
  const file = open(bytes, more);
  if (isRefusal(file)) throw new Error(file.message);
  return file;
}

function refused(bytes: Uint8Array, more: Partial<ReadingOptions> = {}): FileRefusal {
  const file = open(bytes, more);
  if (!isRefusal(file)) throw new Error(`read as ${file.source}`);
  return file;
}

describe('a file whose titles nobody knows', () => {
  const bytes = encode(toCsv(secretTitles), 'windows-1252');

  it('is refused with what someone needs to say what its columns are', () => {
    const { code, columns, preview, encoding } = refused(bytes);
    expect([code, encoding]).toEqual(['unknown-columns', 'windows-1252']);
    expect(columns).toEqual(['zref', 'zdat', 'zqui', 'zou', 'znb']);
    expect(preview?.[0]).toEqual(['D-1', '03/02/2024', 'SECRET', 'Chenôve', '2']);
    expect(preview).toHaveLength(3);
  });

  it('the sources that its columns partly fit are offered, the likeliest first', () => {
    const table = [
      ['N° dossier', 'Commandement', 'Montant de la dette', 'zou'],
      ['E-1', 'avril', '12', 'Dijon'],
    ];
    const { candidates = [] } = refused(encode(toCsv(table), 'utf-8'));
    expect(candidates[0]).toMatchObject({ source: 'eviction-procedure' });
    expect(candidates[0]?.reason).toContain('Exploc');
    const scores = candidates.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  });

  it('once mapped is read, this year and the next, whatever the order and the case of its titles', () => {
    const file = opened(bytes, { source: 'siao-request', mapping });
    expect(file.columns.map(({ label, field, how }) => [label, field, how])).toEqual([
      ['zref', 'number', 'mapped'],
      ['zdat', 'requestDate', 'mapped'],
      ['zqui', null, 'unknown'],
      ['zou', 'commune', 'mapped'],
      ['znb', 'persons', 'mapped'],
    ]);
    expect(file.droppedColumns).toEqual(['zqui']);
    const rows = [...file.rows()];
    expect(rows.map((row) => row.kind === 'row' && [row.key, row.content.requestDate, row.outside])).toEqual([
      ['D-1', '2024-02-03', false],
      ['D-2', '2024-02-14', false],
      ['D-3', '2024-03-09', true],
    ]);
    expect(JSON.stringify(rows)).not.toContain('SECRET');
    const nextYear: Table = [
      ['ZOU', 'Zdat', 'ZREF'],
      ['Talant', '05/01/2025', 'D-9'],
    ];
    const next = [...opened(toXlsx([{ name: 'a', table: nextYear }]), { source: 'siao-request', mapping }).rows()];
    expect(next).toMatchObject([{ key: 'D-9', content: { requestDate: '2025-01-05', commune: '21617' } }]);
  });

  it('a column that someone leaves out stays out, even when its title is known', () => {
    const table: Table = [
      ['N° de demande', 'Date de la demande', 'Commune', 'Statut'],
      ['D-1', '03/02/2024', 'Dijon', 'En cours'],
    ];
    const file = opened(encode(toCsv(table), 'utf-8'), { mapping: { statut: null } });
    expect(file.droppedColumns).toEqual(['Statut']);
    expect([...file.rows()]).toMatchObject([{ content: { commune: '21231' } }]);
    expect(JSON.stringify([...file.rows()])).not.toContain('En cours');
  });

  it('when a needed column was only guessed, the file is not sure', () => {
    const rows = [['D-1', '03/02/2024', 'Dijon']];
    const sure = (header: string[]) =>
      opened(encode(toCsv([header, ...rows]), 'utf-8'), { source: 'siao-request' }).sure;
    expect(sure(['N° de demande', 'Date de la demande', 'Commune'])).toBe(true);
    expect(sure(['N° de demande', 'Date de la dermande', 'Commune'])).toBe(false);
  });
});

describe('an opened file', () => {
  const many = [
    ['N° de demande', 'Date de la demande'],
    ...Array.from({ length: 10_000 }, (_, at) => [`D-${at}`, '03/02/2024']),
  ];

  it('says how far it has been read, and may be read again', () => {
    for (const bytes of [encode(toCsv(many), 'utf-8'), toXlsx([{ name: 'a', table: many }])]) {
      const file = opened(bytes);
      const rows = file.rows();
      rows.next();
      const early = file.progress();
      let count = 1;
      for (const _ of rows) count += 1;
      expect([early < 0.9, file.progress(), count, [...file.rows()].length]).toEqual([true, 1, 10_000, 10_000]);
    }
  }, 30_000);

  it('is never asked for more than a piece at a time', () => {
    const bytes = encode(toCsv(many), 'utf-8');
    let longest = 0;
    const file = openPartnerFile(
      {
        size: bytes.length,
        read(offset, length) {
          longest = Math.max(longest, length);
          return bytes.subarray(offset, offset + length);
        },
      },
      'fichier',
      { today: '2025-06-15', communes, indicators },
    );
    if (isRefusal(file)) throw new Error(file.message);
    expect([...file.rows()]).toHaveLength(10_000);
    expect(longest).toBeLessThanOrEqual(1 << 20);
  });

  it('never sends people under another title, even when someone asks for it', () => {
    const table = [
      ['N° de demande', 'Date de la demande', 'Nom', 'Commune'],
      ['D-1', '03/02/2024', 'ZZYZX', 'Dijon'],
    ];
    const file = opened(encode(toCsv(table), 'utf-8'), { source: 'siao-request', mapping: { Nom: 'service' } });
    expect(file.droppedColumns).toContain('Nom');
    expect(JSON.stringify([...file.rows()])).not.toContain('ZZYZX');
  });
});
