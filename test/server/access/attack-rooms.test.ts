import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergedFlows } from '../../../shared/domain/ledger/ledger-problem.ts';
import { addMonths } from '../../../shared/domain/month.ts';
import { type Knowledge, knowledge } from '../../domain/secrecy/attack-knowledge.ts';
import { openDataFiles } from '../../setup/open-files.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { publishedForms } from './published-forms.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld({ published: true });
}, 120_000);
afterAll(() => world.close());

const asReader = () => world.as({ role: 'reader' });
type Unit = 'households' | 'persons';
const inflows = ['newlyIdentified', 'returnedFromHousing', 'returnedFromInactive'];
const outflows = ['housed', 'otherExits', 'lostContact'];

type Part = { value: string; count: unknown };
/** The parts of a whole, by a property. */
function noteParts(
  known: Knowledge,
  kind: string,
  seen: readonly Part[],
  real: readonly Part[],
  whole: string,
): string[] {
  const shown = new Map(seen.map(({ value, count }) => [value, count]));
  for (const { value, count } of real) known.note(`${kind} ${value}`, shown.get(value) as number, count as number);
  const names = real.map(({ value }) => `${kind} ${value}`);
  known.sum(names, whole);
  return names;
}

async function noteLedger(known: Knowledge, unit: Unit): Promise<string> {
  const [seen, real] = await publishedForms(world, 'homelessness.ledger', { unit, perimeter: 'convention' });
  const realMonths = new Map(real.months.map((line) => [line.month, line]));
  const span = seen.months.map(({ month }) => month);
  for (const line of seen.months) {
    const whole = realMonths.get(line.month);
    const at = (name: string) => `${unit} ${name} ${line.month}`;
    const before = `${unit} active ${addMonths(line.month, -1)}`;
    known.note(before, line.start as number, whole?.start as number);
    known.note(at('active'), line.active as number, whole?.active as number);
    known.note(at('in'), line.inflow as number, whole?.inflow as number);
    known.note(at('out'), line.outflow as number, whole?.outflow as number);
    for (const flow of [...inflows, ...outflows])
      known.note(at(flow), (line.flows as never)?.[flow], (whole?.flows as never)?.[flow]);
    for (const { members } of mergedFlows) known.merged(members.map(at));
    known.sum(inflows.map(at), at('in'));
    known.sum(outflows.map(at), at('out'));
    known.sum([before, at('in'), [at('out'), -1]], at('active'));
  }
  for (const flow of [...inflows, ...outflows]) {
    const months = span.map((month) => `${unit} ${flow} ${month}`);
    const total = span.reduce((all, month) => all + Number((realMonths.get(month)?.flows as never)?.[flow] ?? 0), 0);
    known.note(`${unit} ${flow} year`, (seen.totals as never)[flow], total);
    known.sum(months, `${unit} ${flow} year`);
  }
  return seen.source.through ?? '';
}

async function notePeople(known: Knowledge, unit: Unit, through: string): Promise<void> {
  const active = `${unit} active ${through}`;
  const ask = { unit, perimeter: 'convention' } as const;
  const [seen, real] = await publishedForms(world, 'homelessness.ledger', ask);
  expect([seen.source.through, real.source.through]).toEqual([through, through]);
  noteParts(known, `${unit} situation`, seen.situationsNow, real.situationsNow, active);
  noteParts(known, `${unit} composition`, seen.compositions, real.compositions, active);
  noteParts(known, `${unit} group`, seen.groups, real.groups, active);
  for (const flow of outflows) {
    const of = (reasons: typeof seen.reasons) => reasons.filter((one) => one.flow === flow);
    noteParts(known, `${unit} reason of ${flow}`, of(seen.reasons), of(real.reasons), `${unit} ${flow} year`);
  }
  const [paths, realPaths] = await publishedForms(world, 'homelessness.paths', ask);
  noteParts(known, `${unit} seniority`, paths.seniority, realPaths.seniority, active);
  const [insee, realInsee] = await publishedForms(world, 'homelessness.ledger', { unit, perimeter: 'insee' });
  const last = (one: typeof insee) => one.months.find(({ month }) => month === through)?.active;
  known.note(`${unit} insee ${through}`, last(insee) as number, last(realInsee) as number);
  known.sum(
    realInsee.situationsNow.map(({ value }) => `${unit} situation ${value}`),
    `${unit} insee ${through}`,
  );
}

/** The value of each month of an indicator, as it is seen or as it is. */
const monthsOf = (figure: Shown) =>
  figure.months.map(({ month, quantity, hidden }) => {
    const value = quantity && 'value' in quantity ? quantity.value : null;
    return { month, count: hidden ? ('hidden' as const) : value };
  });
type Shown = Awaited<ReturnType<typeof figuresOf>>['seen'][number];

const figuresOf = async (year: number) => {
  const [seen, real] = await publishedForms(world, 'overview.forYear', { year });
  return { seen: seen.figures, real: real.figures };
};

/**
 * Indicators that say the same as a flow, found by their months: what one hides, the other must not say. Their values since
 * January, month after month, are sums too. Answers how many say the same.
 */
async function noteIndicators(known: Knowledge, nameOf: (month: string) => string, year: number): Promise<string[]> {
  const { seen, real: all } = await figuresOf(year);
  const same: string[] = [];
  for (const real of all) {
    const own = seen.find(({ code }) => code === real.code);
    const months = monthsOf(real).filter(
      ({ month, count }) => count !== null && known.real(nameOf(month)) !== undefined,
    );
    const agree = months.filter(({ month, count }) => known.real(nameOf(month)) === count);
    if (!own || months.length < 6 || agree.length < months.length || agree.every(({ count }) => count === 0)) continue;
    same.push(real.code);
    const shown = new Map(monthsOf(own).map(({ month, count }) => [month, count]));
    for (const { month, count } of months) known.note(nameOf(month), shown.get(month), count as number);
    for (const { month } of months) noteSinceJanuary(known, own, nameOf, month);
  }
  return same;
}

function noteSinceJanuary(known: Knowledge, own: Shown, nameOf: (month: string) => string, through: string) {
  const [year, rank] = through.split('-').map(Number) as [number, number];
  const months = Array.from({ length: rank }, (_, index) => nameOf(`${year}-${String(index + 1).padStart(2, '0')}`));
  if (months.some((name) => known.real(name) === undefined)) return;
  if (own.timeRule !== 'flow') return;
  const said = own.months[rank - 1]?.soFar ?? null;
  const whole = `${own.code} since January ${through}`;
  known.note(
    whole,
    said === null ? 'hidden' : said,
    months.reduce((all, name) => all + (known.real(name) ?? 0), 0),
  );
  known.sum(months, whole);
}

type Lines = { key: string; flows: readonly (number | string | null)[] }[];

/** One year of the funnel: each stage and its parts, how far its procedures went, and the months that indicators say. */
async function noteFunnel(known: Knowledge, year: number): Promise<void> {
  const [seen, real] = await publishedForms(world, 'evictions.funnel', { year });
  if (seen.year !== year || real.year !== year || !seen.view || !real.view) return;
  const at = (kind: string, stage: number) => `${kind} ${stage} of ${year}`;
  for (const [stage, flow] of real.view.flows.entries()) {
    known.note(at('flow', stage), seen.view.flows[stage], flow as number);
    for (const kind of ['byStock', 'byGroup'] as const) {
      const shown = new Map((seen.view[kind] as Lines).map((line) => [line.key, line.flows[stage]]));
      const lines = real.view[kind] as Lines;
      for (const { key, flows } of lines)
        known.note(at(`${kind} ${key}`, stage), (shown.get(key) ?? null) as number, flows[stage] as number);
      known.sum(
        lines.map(({ key }) => at(`${kind} ${key}`, stage)),
        at('flow', stage),
      );
    }
    known.note(at('last', stage), seen.view.furthest[stage], real.view.furthest[stage] as number);
    known.note(at('reached', stage), seen.view.reached[stage], real.view.reached[stage] as number);
  }
  const stages = [...real.view.flows.keys()];
  for (const stage of stages)
    known.sum(
      stages.slice(stage).map((one) => at('last', one)),
      at('reached', stage),
    );
  await noteStageMonths(known, year, stages, at);
}

/** An indicator whose months make a stage of the year says that stage month by month. */
async function noteStageMonths(
  known: Knowledge,
  year: number,
  stages: number[],
  at: (kind: string, stage: number) => string,
): Promise<void> {
  const { seen, real: all } = await figuresOf(year);
  const real = all.filter(({ timeRule, sensitive }) => sensitive && timeRule === 'flow');
  for (const stage of stages) {
    for (const figure of real.filter(
      ({ value }) => value !== null && value !== 0 && value === known.real(at('flow', stage)),
    )) {
      const own = seen.find(({ code }) => code === figure.code);
      const shown = new Map(own ? monthsOf(own).map(({ month, count }) => [month, count]) : []);
      const months = monthsOf(figure).filter(({ count }) => typeof count === 'number');
      for (const { month, count } of months) known.note(`${figure.code} ${month}`, shown.get(month), count as number);
      known.note(at('flow', stage), own?.hidden ? 'hidden' : own?.value, figure.value);
      known.sum(
        months.map(({ month }) => `${figure.code} ${month}`),
        at('flow', stage),
      );
    }
  }
}

describe('an attack on what a reader finds in the rooms', () => {
  it('finds nobody without a home: ledger, situations, compositions, places, reasons, seniority, both units and perimeters', async () => {
    const known = knowledge();
    for (const unit of ['households', 'persons'] as const) await notePeople(known, unit, await noteLedger(known, unit));
    // One alone is a household of one: what one unit says, the other says.
    for (const alone of ['Homme seul', 'Femme seule'])
      known.sum([`households composition ${alone}`], `persons composition ${alone}`);
    const same: string[] = [];
    for (const year of [2024, 2025])
      for (const flow of [...inflows, ...outflows, 'active'])
        for (const unit of ['households', 'persons'])
          same.push(...(await noteIndicators(known, (month) => `${unit} ${flow} ${month}`, year)));
    const { pinned, ...tally } = known.attack();
    console.info('homelessness', JSON.stringify(tally), JSON.stringify([...new Set(same)]));
    expect(known.told()).toEqual([]);
    expect(pinned).toEqual([]);
    expect(tally.small).toBeGreaterThan(0);
  }, 240_000);

  it('finds no household before eviction: stages by year, stock and place, last stages, months', async () => {
    const known = knowledge();
    for (const year of [2022, 2023, 2024]) await noteFunnel(known, year);
    const { pinned, ...tally } = known.attack();
    console.info('evictions', JSON.stringify(tally));
    expect(known.told()).toEqual([]);
    expect(pinned).toEqual([]);
  }, 240_000);

  it('finds no one else’s few from an organisation’s share of a total', async () => {
    let shares = 0;
    for (const organisation of ['HH', 'SOLIHA', 'SIAO', 'ADEFO', 'URHAJ'])
      for (const year of [2023, 2024, 2025]) {
        const organisationId = (await world.db.organisation.findUnique({ where: { code: organisation } }))?.id;
        if (organisationId === undefined) continue;
        const asked = world.as({ role: 'contributor', organisation }).organisationShare;
        const { seen: figures } = await figuresOf(year);
        const seen = new Map(figures.map((figure) => [figure.code, figure]));
        for (const { code, share, counted } of (await asked.forYear({ organisationId, year })).rows) {
          const sensitive = seen.get(code)?.sensitive ?? true;
          if (share.kind !== 'share' || !sensitive) continue;
          shares += 1;
          const others = share.total - (counted ?? 0);
          expect([code, year, organisation, others >= 1 && others <= 10]).toEqual([code, year, organisation, false]);
        }
      }
    console.info(`${shares} shares of people said to organisations, none of few others`);
  }, 240_000);

  it('reads in the open data no count of the ledger that the page hides', async () => {
    const csv = (await openDataFiles(world.platform)).get('flux-sans-domicile.csv')?.bytes.toString() ?? '';
    let hidden = 0;
    for (const unit of ['households', 'persons'] as const) {
      const page = await asReader().homelessness.ledger({ unit, perimeter: 'convention' });
      hidden += JSON.stringify(page.months).split('"hidden"').length - 1;
    }
    expect(hidden).toBeGreaterThan(0);
    expect(csv.split('masqué').length - 1).toBeGreaterThanOrEqual(hidden);
  }, 120_000);
});
