import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indicatorFile } from '../../../server/indicators/downloads.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import type { Figure } from '../../../shared/domain/figures/figure.ts';
import { isSmall } from '../../../shared/domain/secrecy/suppression.ts';
import { attack, type Equation, equation, narrowest } from '../../domain/secrecy/attack-system.ts';
import { openDataFiles } from '../../setup/open-files.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { cellsOfCsv } from '../publication/csv-cells.ts';
import { publishedForms } from './published-forms.ts';

const YEARS = [2022, 2023, 2024, 2025];
const reader: Viewer = { id: 'lecteur', name: 'Lecture', email: '', role: 'reader', organisationId: null };

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld({ published: true });
}, 120_000);
afterAll(() => world.close());

const countOf = (quantity: Figure['quantity']) => (quantity && 'value' in quantity ? quantity.value : null);

/** What the coordinator sees of validated cells: the truth that an attacker is after. */
function validated(code: string, year: number) {
  return world.db.observation.findMany({
    where: {
      ...{ indicator: { code }, breakdown: '', stage: 'validated', state: { in: ['value', 'estimated'] } },
      month: { gte: `${year}-01`, lte: `${year}-12` },
    },
    select: { month: true, value: true, organisationId: true },
  });
}

type Cell = Awaited<ReturnType<typeof validated>>[number];
const sum = (cells: readonly Cell[]) => cells.reduce((all, { value }) => all + (value ?? 0), 0);

interface Target {
  name: string;
  cells: Cell[];
  months: Figure['months'];
  hidden: string[];
  equations: Equation[];
}

/** The figures that add up over a year without a break, as a system of sums. */
async function targetsOf(year: number): Promise<Target[]> {
  const { figures } = await world.as({ role: 'reader' }).overview.forYear({ year });
  const targets: Target[] = [];
  for (const figure of figures) {
    if (!figure.sensitive || figure.timeRule !== 'flow' || figure.breaks.length > 0 || figure.origin === 'published')
      continue;
    const known = figure.months.filter(({ hidden, quantity }) => hidden || quantity !== null);
    // The total since January, month after month.
    const equations = figure.months.flatMap(({ month: last, soFar }) => {
      const counted = known.filter(({ month }) => month <= last);
      if (soFar === null || counted.length === 0) return [];
      return [
        equation(
          counted.map(({ month, quantity }) => ({ name: month, value: countOf(quantity) })),
          soFar,
        ),
      ];
    });
    const hidden = figure.months.filter((one) => one.hidden).map(({ month }) => month);
    targets.push({
      name: `${figure.code} ${year}`,
      cells: await validated(figure.code, year),
      months: figure.months,
      hidden,
      equations,
    });
  }
  return targets;
}

/** What an attacker finds; `own`: an organisation that takes away its own, and is after the others'. */
function found({ name, cells, months, hidden, equations }: Target, own: number | null) {
  const ownOf = (month: string) => sum(cells.filter((cell) => cell.month === month && cell.organisationId === own));
  const truth = new Map(hidden.map((month) => [month, sum(cells.filter((cell) => cell.month === month))]));
  const unknowns = new Map(hidden.map((month) => [month, Math.max(1, ownOf(month))]));
  const { pinned, widths } = attack({ unknowns, equations }, truth);
  const few = (total: number, of: readonly string[]) => {
    const given = of.reduce((all, month) => all + ownOf(month), 0);
    return own !== null && given > 0 && isSmall(total - given);
  };
  const alone = months.filter(({ month, quantity }) => few(countOf(quantity) ?? 0, [month])).map(({ month }) => month);
  const groups = equations.filter(({ terms, sum: total }) => terms.size > 0 && few(total, [...terms.keys()]));
  const leaks =
    own === null
      ? pinned
      : [
          ...alone,
          ...groups.map(({ terms }) => [...terms.keys()].join('+')),
          ...pinned.filter((month) => few(truth.get(month) ?? 0, [month])),
        ];
  return { leaks: leaks.map((leak) => `${name} ${leak}`), widths };
}

describe('an attack on all that the product answers about the demonstration', () => {
  it('finds no hidden month, as a reader or as any organisation that knows its own', async () => {
    const tally = { small: 0, secondary: 0, known: 0, narrowest: Number.POSITIVE_INFINITY };
    for (const year of YEARS) {
      for (const target of await targetsOf(year)) {
        const asReader = found(target, null);
        expect(asReader.leaks).toEqual([]);
        for (const own of new Set(target.cells.map(({ organisationId }) => organisationId)))
          expect(found(target, own).leaks, `organisation ${own}`).toEqual([]);
        const small = target.hidden.filter((month) =>
          isSmall(sum(target.cells.filter((cell) => cell.month === month))),
        );
        tally.known += target.months.filter(({ quantity, hidden }) => hidden || quantity).length;
        tally.small += small.length;
        tally.secondary += target.hidden.length - small.length;
        tally.narrowest = Math.min(tally.narrowest, narrowest(asReader.widths.values()));
      }
    }
    console.info(
      `demonstration: ${tally.known} months of people, ${tally.small} small, ${tally.secondary} hidden to protect others, narrowest interval ${tally.narrowest}`,
    );
    expect(tally.small).toBeGreaterThan(0);
    expect(tally.narrowest).toBeGreaterThanOrEqual(2);
  }, 120_000);

  it('finds no hidden part of a divided year, from the parts of each division and their whole', async () => {
    const [{ figures }] = await publishedForms(world, 'overview.forYear', { year: 2024 });
    let hiddenParts = 0;
    for (const { code, timeRule, value } of figures.filter((one) => one.sensitive && one.timeRule === 'flow')) {
      const [seen, all] = await publishedForms(world, 'indicators.breakdown', { code, year: 2024 });
      const divisions = [seen?.organisations, ...(seen?.dimensions ?? []).map(({ parts }) => parts)];
      const truths = [all?.organisations, ...(all?.dimensions ?? []).map(({ parts }) => parts)];
      for (const [rank, parts] of divisions.entries()) {
        const hidden = (parts ?? []).filter((part) => part.hidden);
        if (!parts || hidden.length === 0 || value === null) continue;
        hiddenParts += hidden.length;
        const truth = new Map((truths[rank] ?? []).map((part) => [part.key, part.value ?? 0]));
        const cells = parts
          .filter((part) => part.hidden || part.value !== null)
          .map((part) => ({ name: part.key, value: part.value }));
        const unknowns = new Map(hidden.map(({ key }) => [key, 1]));
        expect(attack({ unknowns, equations: [equation(cells, value)] }, truth).pinned, `${code} ${timeRule}`).toEqual(
          [],
        );
      }
    }
    console.info(`demonstration: ${hiddenParts} hidden parts of the year 2024, none pinned`);
  }, 120_000);

  it('reads nothing more in the files: what a page hides, its CSV and the open data hide', async () => {
    const page = await world.as({ role: 'reader' }).overview.forYear({ year: 2024 });
    const monthly = (await openDataFiles(world.platform)).get('chiffres-mensuels.csv')?.bytes.toString() ?? '';
    const [header = [], ...rows] = cellsOfCsv(monthly, ',');
    const said = rows.map((row) =>
      ['indicateur', 'mois', 'etat', 'valeur', 'numerateur', 'denominateur'].map((name) => row[header.indexOf(name)]),
    );
    const hidden = page.figures.flatMap(({ code, months }) =>
      months.filter((one) => one.hidden).map(({ month }) => ({ code, month })),
    );
    expect(hidden.length).toBeGreaterThan(0);
    for (const { code, month } of hidden)
      expect(said).toContainEqual([code, month, 'masqué (secret statistique)', '', '', '']);
    for (const code of new Set(hidden.map((one) => one.code))) {
      const csv = (await indicatorFile(world.platform, reader, { code, year: 2024 }, 'csv')).bytes.toString();
      const masked = csv.split('\r\n').filter((line) => line.startsWith('Mois;') && line.includes(';;masqué'));
      expect(masked).toHaveLength(hidden.filter((one) => one.code === code).length);
    }
  }, 120_000);

  it('never sends what the givers could find about one another', async () => {
    const answer = await world.as({ role: 'reader' }).overview.forYear({ year: 2024 });
    expect(answer.figures.some((figure) => 'isDominated' in figure)).toBe(false);
  });
});
