import { describe, expect, it } from 'vitest';
import { firstCatalogue } from '../../../prisma/seed/seed-catalogue.ts';
import { changeLine, differenceSummary } from '../../../shared/domain/words/catalogue-words.ts';
import {
  type CatalogueDifference,
  catalogueDifference,
  entriesAfter,
} from '../../../shared/schemas/catalogue/catalogue-difference.ts';
import {
  assemble,
  type CatalogueEntry,
  entriesOf,
  entryKey,
} from '../../../shared/schemas/catalogue/catalogue-entries.ts';
import { catalogueFile } from '../../../shared/schemas/catalogue/catalogue-faults.ts';
import type { CatalogueFile } from '../../../shared/schemas/catalogue/catalogue-file.ts';
import { catalogueSheets, type EntryKind, entryKinds } from '../../../shared/schemas/catalogue/catalogue-sheets.ts';
import { takesPlace } from '../../../shared/schemas/catalogue/catalogue-spans.ts';
import type { ConventionEdit } from '../../../shared/schemas/catalogue/convention-act.ts';
import { entriesOfEdit, withEnds } from '../../../shared/schemas/catalogue/convention-edits.ts';
import { conventionEffects } from '../../../shared/schemas/catalogue/convention-effects.ts';
import { typedMonth, typedNumber } from '../../../shared/schemas/catalogue/typed-words.ts';

/** What an act does to the first territory's convention, before anything is written. */
const now = firstCatalogue();
const none = { withFigures: new Set<string>(), signed: false };

function convenedBy(edit: ConventionEdit): CatalogueFile {
  const entries = entriesAfter(now, withEnds(now, entriesOfEdit(now, edit)));
  return catalogueFile.parse(assemble(entries).content);
}
const partner = (file: CatalogueFile, code: string) => file.organisations.find((one) => one.code === code);
const given = (file: CatalogueFile, code: string) =>
  partner(file, code)?.assignments.map(({ indicator, fromMonth, toMonth }) => `${indicator} ${fromMonth} ${toMonth}`) ??
  [];
const entry = (kind: EntryKind, value: CatalogueEntry['value']): CatalogueEntry => ({
  kind,
  key: entryKey(kind, value),
  value,
});
const difference = (asked: CatalogueEntry[], facts = none): CatalogueDifference =>
  catalogueDifference(now, asked, facts);
const changes = (asked: CatalogueEntry[], facts = none) => difference(asked, facts).changes;

const fresh = { code: 'RELAIS', name: 'Relais Logement', kind: 'association', role: null };
const [first, second] = now.organisations.filter(({ assignments }) => assignments.length > 1);

describe('a catalogue', () => {
  it('comes back the same from its entries, each of which has its sheet', () => {
    const { content, orphans } = assemble(entriesOf(now));
    expect(orphans).toEqual([]);
    expect(catalogueFile.parse(content)).toEqual(now);
    for (const kind of entryKinds) {
      const { columns, example, keys } = catalogueSheets[kind];
      expect([kind, example.length]).toEqual([kind, columns.length]);
      expect(columns.map(({ field }) => field)).toEqual(expect.arrayContaining([...keys]));
    }
  });
});

describe('an act', () => {
  it('ends an indicator: nobody is asked for it after its last month, its line and its history stay', () => {
    const [ended] = first?.assignments ?? [];
    const code = ended?.indicator ?? '';
    const {
      versions: _v,
      targets: _t,
      published: _p,
      ...one
    } = now.indicators.find((each) => each.code === code) ?? {
      ...{ versions: [], targets: [], published: [] },
    };
    const edit: ConventionEdit = {
      edit: 'entries',
      entries: [{ kind: 'indicator', value: { ...one, untilMonth: '2025-06' } }],
    };
    const after = convenedBy(edit);
    const spans = after.organisations.flatMap(({ assignments }) =>
      assignments.filter(({ indicator }) => indicator === code).map(({ toMonth }) => toMonth),
    );
    expect(new Set(spans)).toEqual(new Set(['2025-06']));
    expect(after.conventions).toEqual(now.conventions);
    expect(changes(entriesOfEdit(now, edit))[0]).toMatchObject({ kind: 'indicator', nature: 'ended' });
    expect(conventionEffects(now, after, '2025-11').join(' ')).toContain(`${code} ne lui est plus demandé`);
  });

  it('tells of an indicator that would be counted in a register of which it counts nothing', () => {
    const given = now.organisations.find(({ assignments }) => assignments.some((one) => one.agreements.length > 0));
    const code = given?.assignments.find((one) => one.agreements.at(-1)?.register)?.indicator ?? '';
    const wanted = {
      ...now,
      indicators: now.indicators.map((one) => (one.code === code ? { ...one, measure: null } : one)),
    };
    expect(conventionEffects(now, wanted, '2025-11').join(' ')).toContain('il ne recevra aucun chiffre');
    expect(conventionEffects(wanted, wanted, '2025-11')).toEqual([]);
  });

  const names = [first?.code ?? '', second?.code ?? ''] as const;

  it('merges two structures: each gives until June, the third from July, and nothing is asked twice', () => {
    const merged = convenedBy({ edit: 'take-over', from: [...names], into: fresh, fromMonth: '2025-07' });
    for (const code of names) {
      expect(partner(merged, code)).toMatchObject({
        untilMonth: '2025-06',
        takenOverBy: [{ organisation: 'RELAIS', fromMonth: '2025-07' }],
      });
      expect(given(merged, code).every((one) => one.endsWith(' 2025-06'))).toBe(true);
    }
    const before = new Set([...given(now, names[0]), ...given(now, names[1])].map((one) => one.split(' ')[0]));
    expect(given(merged, 'RELAIS').sort()).toEqual([...before].map((code) => `${code} 2025-07 null`).sort());
    const effects = conventionEffects(now, merged, '2025-11').join('\n');
    expect(effects).toContain(`${first?.name}\u00a0: `);
    expect(effects).toMatch(
      /ne lui sont plus demandés à partir de juillet 2025, soit \d+\u00a0saisies attendues de moins à ce jour\. Les rappels ne les réclament plus\./u,
    );
    expect(effects).toMatch(
      /Relais Logement\u00a0: .* lui sont demandés à partir de juillet 2025, soit \d+\u00a0saisies attendues de plus/u,
    );
  });

  it('splits one in two, each with the indicators that it takes', () => {
    const codes = given(now, names[0]).map((one) => one.split(' ')[0] ?? '');
    const split = convenedBy({
      ...{ edit: 'split', from: names[0], fromMonth: '2025-07' },
      into: [
        { partner: fresh, indicators: codes.slice(0, 1) },
        { partner: { ...fresh, code: 'AUTRE', name: 'Autre' }, indicators: codes.slice(1) },
      ],
    });
    expect(given(split, 'RELAIS')).toEqual([`${codes[0]} 2025-07 null`]);
    expect(given(split, 'AUTRE')).toHaveLength(codes.length - 1);
    expect(partner(split, names[0])?.takenOverBy).toHaveLength(2);
  });

  it('that ends a structure says that fewer are expected', () => {
    const ended = convenedBy({ edit: 'end-partner', code: names[0], untilMonth: '2025-12' });
    const effects = conventionEffects(now, ended, '2025-11').join('\n');
    expect(effects).toContain('à partir de janvier 2026');
    // Nothing is expected less up to now.
    expect(effects).not.toContain('à ce jour');
    expect(effects).toContain(
      'IND-05\u00a0: plus aucune structure n’est attendue au lieu de 1 à partir de janvier 2026.',
    );
    expect(effects).toContain('IND-26\u00a0: 2\u00a0structures attendues au lieu de 3 à partir de janvier 2026.');
  });

  describe('on a structure that stops and is to begin again', () => {
    const [code = ''] = given(now, names[0]).map((one) => one.split(' ')[0]);
    const own = (fromMonth: string, toMonth: string | null) =>
      entry('assignment', { organisation: names[0], indicator: code, fromMonth, toMonth });
    const [start = ''] = partner(now, names[0])?.assignments.map(({ fromMonth }) => fromMonth) ?? [];
    const planned = catalogueFile.parse(
      assemble(entriesAfter(now, [own(start, '2025-06'), own('2026-03', null)])).content,
    );
    const lived = (edit: ConventionEdit) => {
      const asked = withEnds(planned, entriesOfEdit(planned, edit));
      const found = catalogueDifference(planned, asked, none);
      return {
        found: found.changes,
        file: catalogueFile.parse(assemble(entriesAfter(planned, asked).filter(takesPlace)).content),
      };
    };
    const ofCode = (file: CatalogueFile, who: string) => given(file, who).filter((one) => one.startsWith(`${code} `));

    it('ends it: what was planned for later does not take place, and is said', () => {
      const { found, file } = lived({ edit: 'end-partner', code: names[0], untilMonth: '2025-12' });
      expect(ofCode(planned, names[0])).toHaveLength(2);
      expect(ofCode(file, names[0])).toEqual([`${code} ${start} 2025-06`]);
      const later = found.find(({ key }) => key === `${names[0]} / ${code} / 2026-03`);
      expect(later && changeLine(later)).toBe(
        `terminé\u00a0: indicateur confié ${names[0]}, ${code}, mars 2026\u00a0: Période prévue «\u00a0à venir\u00a0» → «\u00a0n’a pas lieu\u00a0»`,
      );
    });

    it('hands it over: whoever takes over begins when it was to begin again', () => {
      const { file } = lived({ edit: 'take-over', from: [names[0]], into: fresh, fromMonth: '2025-12' });
      expect(ofCode(file, names[0])).toEqual([`${code} ${start} 2025-06`]);
      expect(ofCode(file, 'RELAIS')).toEqual([`${code} 2026-03 null`]);
    });

    it('asks nothing anew of one that has ended, nor for months that end before they begin', () => {
      const ended = lived({ edit: 'end-partner', code: names[0], untilMonth: '2025-12' }).file;
      const why = (one: CatalogueEntry) => catalogueDifference(ended, [one], none).changes[0]?.why;
      expect(why(own('2026-02', null))).toMatch(/cesse après décembre 2025/u);
      expect(why(own('2025-09', '2025-08'))).toBe('la période finit avant de commencer');
    });
  });
});

describe('a difference', () => {
  const axis = { number: 1, label: 'Un autre intitulé' };

  it('is added, changed or ended; what is the same is counted, what is not spoken of is listed', () => {
    const [known] = now.axes;
    const assigned = partner(now, first?.code ?? '')?.assignments[0];
    const end = {
      organisation: first?.code,
      indicator: assigned?.indicator,
      fromMonth: assigned?.fromMonth,
      toMonth: '2025-06',
    };
    const asked = [
      entry('axis', axis),
      entry('axis', { number: 99, label: 'Nouveau' }),
      entry('assignment', end),
      entry('axis', now.axes[1] ?? {}),
    ];
    const found = difference(asked);
    expect(found.changes.map(({ nature, kind }) => `${nature} ${kind}`)).toEqual([
      'changed axis',
      'added axis',
      'ended assignment',
    ]);
    expect(found.same).toBe(1);
    expect(found.unmentioned.find(({ kind }) => kind === 'axis')?.keys).toHaveLength(now.axes.length - 2);
    expect(changeLine(found.changes[0] ?? ({} as never))).toBe(
      `modifié\u00a0: axe 1 (Un autre intitulé)\u00a0: Intitulé «\u00a0${known?.label}\u00a0» → «\u00a0Un autre intitulé\u00a0»`,
    );
    expect(differenceSummary(found)).toBe(
      '1\u00a0ajout, 1\u00a0modification et 1\u00a0fin. 1\u00a0ligne dit ce qui est déjà là.',
    );
  });

  const why = (asked: CatalogueEntry[], facts = none) =>
    changes(asked, facts).map(({ nature, why: said }) => [nature, said]);

  it('refuses two conventions of the same year with a sentence, and what depends on the refused one', () => {
    const overlapping = { code: 'AUTRE', name: 'Autre', territory: 'Ici', startYear: 2025, endYear: 2027 };
    const [convention, line] = why([
      entry('convention', overlapping),
      entry('line', { convention: 'AUTRE', key: 'A', title: 'Ligne' }),
    ]);
    expect(convention?.[0]).toBe('refused');
    expect(convention?.[1]).toMatch(/couvre déjà 2023-2025.*n’ont aucune année en commun.*LDA-2023-2025/u);
    expect(line).toEqual(['refused', 'ce dont il dépend est refusé']);
  });

  it('refuses what a signed act alone may change, and takes it with one', () => {
    const [indicator] = now.indicators.filter(({ targets }) => targets.length > 0);
    const target = { indicator: indicator?.code, ...indicator?.targets[0], value: 1234 };
    expect(why([entry('target', target)])).toEqual([['refused', expect.stringContaining('acte signé')]]);
    expect(why([entry('target', target)], { ...none, signed: true })).toEqual([['changed', null]]);
  });

  it('refuses to change what figures are under those that were given', () => {
    const [indicator] = now.indicators;
    const { versions: _v, targets: _t, published: _p, ...value } = { ...indicator, unit: 'days' };
    const facts = { ...none, withFigures: new Set([String(indicator?.code)]) };
    expect(why([entry('indicator', value)], facts)[0]?.[1]).toContain('« Unité » ne change pas');
    expect(why([entry('indicator', value)])).toEqual([['changed', null]]);
    const version = {
      indicator: indicator?.code,
      version: 7,
      definition: 'Autre',
      formula: 'autre',
      validFrom: '2026-01',
    };
    expect(why([entry('version', version)])[0]?.[1]).toContain('la prochaine est la 2');
  });

  it('refuses an unknown setting, and one out of its bounds', () => {
    const setting = (name: string, value: unknown) => why([entry('setting', { name, value })])[0]?.[1];
    expect(setting('chats', 1)).toContain('n’existe pas');
    expect(setting('suppression.threshold', 2)).toContain('hors des bornes');
  });
});

describe('what is typed', () => {
  it('is read as people write it', () => {
    expect(['2026-03', '03/2026', '1/3/2026', 'mars 2026', 'Août 2026', 'demain'].map(typedMonth)).toEqual([
      ...['2026-03', '2026-03', '2026-03', '2026-03', '2026-08', 'demain'],
    ]);
    expect(['1 234,5', '12 €', 'beaucoup'].map(typedNumber)).toEqual([1234.5, 12, 'beaucoup']);
  });
});
