import { describe, expect, it } from 'vitest';
import { prepareBridge } from '../../../client/homelessness/flows/prepare-bridge.ts';
import { prepareFlows } from '../../../client/homelessness/flows/prepare-flows.ts';
import { exitsTitle, largestTitle } from '../../../client/homelessness/flows/share-titles.ts';
import type { LedgerAnswer, PathsAnswer } from '../../../client/homelessness/ledger-words.ts';
import {
  prepareCohorts,
  prepareDelays,
  prepareSeniority,
  returnWords,
} from '../../../client/homelessness/prepare-delays.ts';
import { perInhabitants, prepareMeasures } from '../../../client/homelessness/prepare-measures.ts';
import { prepareSimulation, simulationCheck } from '../../../client/homelessness/prepare-simulation.ts';
import { qualitySaid } from '../../../shared/domain/ledger/quality-words.ts';
import { noLever } from '../../../shared/domain/ledger/rehousing-simulation.ts';
import { addMonths } from '../../../shared/domain/month.ts';

type ShownMonth = LedgerAnswer['months'][number];

const month = (name: string, more: Partial<ShownMonth> = {}): ShownMonth => ({
  month: name,
  origin: 'rows',
  start: 300,
  active: 310,
  observed: null,
  inflow: 95,
  outflow: 85,
  flows: {
    newlyIdentified: 90,
    returnedFromHousing: 0,
    returnedFromInactive: 5,
    housed: 15,
    otherExits: 10,
    lostContact: 60,
  },
  ...more,
});

const answer = (more: Partial<LedgerAnswer>): LedgerAnswer => ({
  unit: 'households',
  perimeter: 'convention',
  bridge: null,
  stocks: [],
  source: {
    visibility: 'working',
    through: '2025-10',
    firstRow: '2023-01',
    inactivityDays: 90,
    contactByExport: true,
    extraction: null,
  },
  months: [],
  totals: {
    newlyIdentified: 1100,
    returnedFromHousing: 0,
    returnedFromInactive: 40,
    housed: 180,
    otherExits: 120,
    lostContact: 900,
  },
  situations: [],
  situationsNow: [],
  compositions: [],
  groups: [],
  reasons: [],
  rehousing: null,
  ...more,
});

describe('who comes in and who goes out', () => {
  it('stacks those who come in above the line and those who go out below', () => {
    const [prepared] = prepareFlows(answer({ months: [month('2025-10')] })).months;
    expect(prepared?.pieces.map(({ part, from, to }) => [part, from, to])).toEqual([
      ['inflow', 0, 95],
      ['housed', 0, -15],
      ['others', -15, -85],
    ]);
  });

  it('draws those who leave whole when it is not said how, and nothing of what is not said at all', () => {
    const flows = { ...month('2025-10').flows, housed: 'hidden' } as ShownMonth['flows'];
    const [prepared] = prepareFlows(answer({ months: [month('2025-10', { flows })] })).drawn;
    expect(prepared?.pieces.filter(({ to }) => to < 0)).toEqual([{ part: 'masked', from: 0, to: -85 }]);
    const [silent] = prepareFlows(answer({ months: [month('2025-10', { flows, inflow: 'hidden' })] })).drawn;
    expect(silent?.pieces.filter(({ to }) => to > 0)).toEqual([]);
    expect([silent?.hiddenIn, silent?.hiddenOut, silent?.inflow]).toEqual([true, true, 'masqué (secret statistique)']);
  });

  it('draws a year, and keeps every month for the table', () => {
    const months = Array.from({ length: 24 }, (_, index) =>
      month(`${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`),
    );
    const flows = prepareFlows(answer({ months }));
    expect([flows.drawn.length, flows.months.length, flows.drawn[0]?.month]).toEqual([12, 24, '2024-11']);
    expect(flows.labels.others).toEqual({
      name: 'Autres sorties',
      lines: ['840 en douze mois', 'dont 900 perdus de vue'],
    });
  });

  it('a month without a request is a gap that the sentence names', () => {
    const gap = month('2025-09', { origin: 'none', flows: null, active: null, inflow: null, outflow: null });
    const flows = prepareFlows(answer({ months: [gap, month('2025-10')] }));
    expect([flows.hasGap, flows.months[0]?.gap, flows.months[0]?.active]).toEqual([true, true, null]);
    expect(flows.sentence).toContain('Mois sans demande reçue\u00a0: septembre 2025');
  });

  it('has the finding as its title, against the end of January', () => {
    const months = [month('2025-01', { active: 330 }), month('2025-10')];
    expect(prepareFlows(answer({ months })).title).toBe(
      '310\u00a0ménages sans domicile fin octobre 2025, 20\u00a0ménages de moins que fin janvier',
    );
    expect(prepareFlows(answer({})).title).toBe('Personnes sans domicile\u00a0: aucun mois connu');
  });

  it('never counts the lost among the housed', () => {
    expect(exitsTitle(answer({}))).toBe('Sur cent sorties en douze mois, 15 vers un logement et 75 perdues de vue');
    expect(exitsTitle(answer({ totals: { housed: 'hidden' } }))).toBe('Comment on cesse d’être compté');
  });

  it('names the largest part, with its share only when every part is known', () => {
    const parts = [
      { value: 'Rue', count: 25 },
      { value: 'Hôtel', count: 75 },
    ];
    expect(largestTitle(parts, 'persons')).toBe('Hôtel\u00a0: 75\u202f% des personnes sans domicile');
    expect(largestTitle([...parts, { value: 'Squat', count: 'hidden' }], 'persons')).toBe(
      'Situation la plus fréquente parmi les personnes sans domicile\u00a0: hôtel',
    );
  });
});

describe('the bridge from the file to the figure', () => {
  const bridge = {
    month: '2025-09',
    openNow: 2875,
    openOutside: 0,
    sinceMonth: 0,
    open: 2875,
    renewals: 900,
    withoutContact: 310,
    joinedRenewals: 0,
    joinedOthers: 50,
    active: 2515,
    outsideInsee: 205,
    insee: 2310,
  };

  it('falls from a level to the next, and adds up to the unit', () => {
    const prepared = prepareBridge(answer({ bridge }), null);
    expect(prepared?.lines.map(({ label, text }) => [label, text.replace(/\u00a0|\u202f/gu, ' ')])).toEqual([
      ['Demandes ouvertes dans le fichier du SIAO', '2 875'],
      ['sans contact depuis 90\u00a0jours', '− 310'],
      ['rapprochées d’une autre demande du même ménage', '− 50'],
      ['Ménages, périmètre de la convention', '2 515'],
      ['hors du périmètre de l’Insee', '− 205'],
      ['Ménages sans domicile au sens de l’Insee', '2 310'],
    ]);
    expect(prepared?.lines.at(-1)?.level).toBe(bridge.insee);
    expect(prepared?.lines.find(({ key }) => key === 'convention')?.level).toBe(bridge.active);
  });

  it('says each rule, and what is left out when nothing may be brought together', () => {
    const more = { ...bridge, sinceMonth: -12, openNow: 2887, openOutside: 40 };
    const source = { ...answer({}).source, extraction: '2025-10-02' };
    const prepared = prepareBridge(answer({ bridge: more, source }), null);
    expect(prepared?.lines.map(({ key }) => key)).toEqual([
      ...['file', 'outside', 'since', 'silent', 'together', 'convention', 'perimeter', 'insee'],
    ]);
    expect(prepared?.lines[0]?.note).toBe('extraction du 2\u00a0octobre 2025');
    const rule = (key: string) => prepared?.lines.find((one) => one.key === key)?.rule ?? '';
    expect(rule('silent')).toContain('compte comme un contact, jusqu’au jour de l’extraction (2\u00a0octobre 2025)');
    expect(rule('together')).toContain('900\u00a0demandes ouvertes sont des actualisations ou des réexamens');
    expect(prepareBridge(answer({}), null)).toBeNull();
  });
});

describe('the test of the ledger', () => {
  const tested = (reliable: (boolean | null)[], streak: number) =>
    qualitySaid({
      ...{ unit: 'persons', perimeter: 'insee' },
      tests: reliable.map((one, index) => ({ month: `2025-0${index + 1}`, reliable: one })),
      quality: { streak, reached: streak >= 3 },
    });

  it('is reached, not yet, or cannot be made, with the reason', () => {
    expect(tested([true, true, true], 3)).toEqual({ state: 'reached', words: '3\u00a0mois fiables de suite' });
    expect(tested([true, false, true], 1)).toEqual({
      state: 'not-reached',
      words: '1\u00a0mois fiable de suite, il en faut 3',
    });
    expect(tested([null, null], 0)).toEqual({
      state: 'not-testable',
      words: 'aucun comptage fait à part n’est connu en personnes, périmètre de l’Insee',
    });
    expect(tested([true, null], 0).words).toContain('le dernier mois testé, janvier 2025, était fiable');
  });
});

const paths = (more: Partial<PathsAnswer>): PathsAnswer => ({
  unit: 'households',
  perimeter: 'convention',
  source: {
    visibility: 'working',
    through: '2025-10',
    firstRow: '2023-01',
    inactivityDays: 90,
    contactByExport: true,
    extraction: null,
  },
  delays: { all: null, byComposition: [], hidden: 0 },
  seniority: [],
  linking: null,
  cohorts: [],
  outcomes: null,
  ...more,
});

describe('the way to a home', () => {
  it('says the median in its title, or that there are too few', () => {
    const quartiles = { count: 40, first: 102, median: 169, third: 230 };
    const delays = { all: quartiles, byComposition: [{ composition: 'Femme seule', quartiles }], hidden: 0 };
    expect(prepareDelays(paths({ delays })).title).toBe('Délai médian d’accès au logement\u00a0: 169\u00a0jours');
    expect(prepareDelays(paths({})).title).toBe('Trop peu de relogements pour dire un délai');
  });

  it('seniority keeps the order of time, a hidden band is a gap', () => {
    const seniority = [
      { value: 'moins de 3 mois', count: 90 },
      { value: '3 à 5 mois', count: 'hidden' as const },
    ];
    const plot = prepareSeniority(paths({ seniority }));
    expect(plot.layers).toEqual([
      { kind: 'bars', name: 'sans domicile', pattern: 'solid', points: [{ rank: 0, value: 90 }] },
    ]);
    expect(plot.gaps).toEqual([{ rank: 1, kind: 'masked' }]);
  });

  it('returns are not computable yet, and say why', () => {
    const cohorts = [
      {
        year: 2025,
        size: 157,
        delays: [
          { within: 6 as const, over: false, returned: null, sameNumber: null },
          { within: 12 as const, over: true, returned: null, sameNumber: null },
          { within: 24 as const, over: true, returned: null, sameNumber: 2 },
        ],
      },
    ];
    expect(returnWords(paths({ cohorts })).title).toContain('Pas encore calculable');
    expect(prepareCohorts(paths({ cohorts }))[0]?.delays.map(({ words }) => words)).toEqual([
      'pas encore calculable',
      'non calculable sans rapprochement',
      'au moins 2\u00a0ménages',
    ]);
  });

  it('returns are a rate with its number once requests are brought together, and a title that says it', () => {
    const delays = [{ within: 6 as const, over: true, returned: 12, sameNumber: null }];
    const cohorts = [{ year: 2023, size: 150, delays }];
    const linking = { share: 0.97, joined: 64, usable: true };
    expect(prepareCohorts(paths({ cohorts, linking }))[0]?.delays[0]?.words).toBe('12\u00a0ménages (8\u202f%)');
    const { title, lead } = returnWords(paths({ cohorts, linking }));
    expect(title).toBe('8\u202f% des ménages relogés en 2023 sont revenus dans les 6 mois');
    expect(lead).toContain('97\u202f% des demandes portent une clé d’identité');
    const few = returnWords(paths({ cohorts, linking: { share: 0.4, joined: 3, usable: false } }));
    expect(few.title).toContain('Trop peu de demandes rapprochées');
  });
});

describe('the simulation', () => {
  const stock = (rank: number, active: number) => {
    const name = addMonths('2022-11', rank);
    return { month: name, start: 100, active, inflow: 10, outflow: 110 - active };
  };
  const known = Array.from({ length: 36 }, (_, rank) => stock(rank, rank % 2 ? 103 : 97));

  it('prints its range in words and never a single promise', () => {
    const plot = prepareSimulation(known, { ...noLever, captured: 2, inflow: -10 });
    expect(plot?.title).toMatch(/^Simulation\u00a0: entre \d+ et \d+\u00a0ménages sans domicile dans un an, avec /);
    expect(plot?.title).toContain('2\u00a0logements captés de plus par mois et 10\u202f% d’entrées en moins');
    expect(plot?.sentence).toContain('de moins que sans rien changer');
    expect(plot?.sentence).toContain('Une fourchette, pas une promesse.');
    expect(plot?.table.rows).toHaveLength(13);
  });

  it('says of itself what it would have said of a year that is known, and that it cannot be used', () => {
    expect(simulationCheck(known, 15)).toMatchObject({ isUsable: true });
    const bare = (text: string) => text.replace(/[\u00a0\u202f]/gu, ' ');
    const doubled = known.map((one, rank) => (rank < 24 ? one : { ...one, active: 300 }));
    const check = simulationCheck(doubled, 15);
    expect(check.isUsable).toBe(false);
    expect(bare(check.sentence)).toContain('Le simulateur ne peut pas servir ici : réglé sur les mois');
    expect(bare(check.sentence)).toContain('et 0 mois sur douze finit dans sa fourchette. Il faut 15 % au plus');
  });
});

describe('prevented, rare, brief, without return', () => {
  const funnel = {
    year: 2024,
    view: { ended: [40, 25, 12, 8, 3, 0] },
    territory: [{ population: 200_000 }, { population: 54_000 }],
  } as unknown as Parameters<typeof prepareMeasures>[2];
  const known = answer({ stocks: [{ unit: 'persons', perimeter: 'insee', count: 851 }] });
  const linesOf = (...args: Parameters<typeof prepareMeasures>) =>
    Object.fromEntries(
      prepareMeasures(...args).map(({ key, lines }) => [
        key,
        lines.map((line) => line.replace(/[\u00a0\u202f]/gu, ' ')),
      ]),
    );

  it('are numbers with their rate, and say what is not known', () => {
    expect(perInhabitants(851, 254_000).replace(/[\u00a0\u202f]/gu, ' ')).toBe('335 pour 100 000 habitants');
    const quartiles = { count: 40, first: 102, median: 169, third: 230 };
    const delays = { all: quartiles, byComposition: [], hidden: 0 };
    const seniority = [60, 15, 15, 10, 0].map((count) => ({ value: '', count }));
    expect(linesOf(known, paths({ delays, seniority }), funnel)).toEqual({
      prevented: ['Procédures de 2024 closes avant l’expulsion : 88'],
      rare: [
        'Sans domicile à la fin d’octobre 2025 : 851 personnes, soit 335 pour 100 000 habitants',
        'Nouvelles en douze mois : 1 100 personnes, soit 433 pour 100 000 habitants',
      ],
      brief: [
        'Relogés en douze mois : la moitié en moins de 169 jours (un quart en moins de 102 jours, un quart en plus de 230 jours)',
        '25 % de ceux qui attendent encore attendent depuis six mois ou plus',
      ],
      'non-recurring': ['Combien reviennent après un logement ? Pas encore calculable'],
    });
  });

  it('never make a zero of what is hidden or not published', () => {
    const hidden = { ...funnel, view: { ended: null } } as unknown as typeof funnel;
    const few = paths({ seniority: [{ value: '', count: 'hidden' }] });
    const said = linesOf(answer({ totals: { newlyIdentified: 'hidden' } }), few, hidden);
    expect(said.prevented).toEqual(['Procédures closes avant l’expulsion : non publié']);
    const endless = { ...funnel, view: { ended: [0, 0, 0, 0, 0, 0] } } as unknown as typeof funnel;
    expect(linesOf(known, paths({}), endless).prevented).toEqual([
      'Procédures de 2024 closes avant l’expulsion : non connu, aucune n’a de date de fin',
    ]);
    expect(said.rare).toEqual([
      'Sans domicile à la fin d’octobre 2025 : non connu',
      'Nouvelles en douze mois : masqué',
    ]);
    expect(said.brief).toEqual([
      'Trop peu de relogements pour dire un délai',
      'Attente de six mois ou plus : non connu',
    ]);
  });
});
