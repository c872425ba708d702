import { describe, expect, it } from 'vitest';
import { auditKnowledge, decideSuppression } from '../../../server/secrecy/service.ts';
import { ledgerAsDecided } from '../../../shared/domain/ledger/decided-ledger.ts';
import { LedgerStatements } from '../../../shared/domain/ledger/ledger-problem.ts';
import { figureAsDecided, heldMonthOf } from '../../../shared/domain/report/decided-figure.ts';
import { FigureStatements } from '../../../shared/domain/report/figure-problem.ts';
import { ProblemDraft } from '../../../shared/domain/secrecy/problem-draft.ts';
import {
  type Fact,
  joinKnowledge,
  nothingKnown,
  totalsSaid,
} from '../../../shared/domain/secrecy/suppression-problem.ts';
import { ledgersOf } from './ledger-world.ts';
import { figureOf } from './publication-world.ts';

const monthsOf = (values: readonly number[], organisationId = 1) =>
  values.map((value, index) => {
    const month = `2024-${String(index + 1).padStart(2, '0')}`;
    return { organisationId, month, value, numerator: null, denominator: null };
  });

function problemOf(cells: ReturnType<typeof monthsOf>, through: string) {
  const figure = figureOf(cells, 'flow', through);
  const draft = new ProblemDraft();
  new FigureStatements(draft, [figure]);
  return { figure, problem: draft.problem() };
}

const shownMonths = ({ months }: ReturnType<typeof figureOf>) =>
  months.flatMap(({ quantity, hidden }): (number | 'hidden')[] => {
    if (hidden) return ['hidden'];
    return quantity && 'value' in quantity ? [quantity.value] : [];
  });

describe('requests made and households that come back', () => {
  const flows = (newlyIdentified: number, returnedFromInactive: number) => ({
    ...{ newlyIdentified, returnedFromInactive, returnedFromHousing: 0 },
    ...{ housed: 30, otherExits: 20, lostContact: 40 },
  });
  const lines = [
    { month: '2024-01', start: 400, active: 378, flows: flows(60, 8) },
    { month: '2024-02', start: 378, active: 378, flows: flows(60, 30) },
  ].map((one) => ({ ...one, partial: null, observed: null, origin: 'rows' as const, test: null }));

  it('are not both said where the renewals between them are few', async () => {
    const draft = new ProblemDraft();
    const made = new Map([
      ['2024-01', 68],
      ['2024-02', 90],
    ]);
    const requests = new Map(
      [...made].map(([month, count]) => {
        const form = draft.atom(`requests/${month}`, count);
        draft.count(form, { id: `requests/${month}`, weight: 50 });
        return [month, form] as const;
      }),
    );
    new LedgerStatements(draft, [{ unit: 'households', perimeter: 'convention', lines }], {
      requests: (month) => requests.get(month) ?? null,
    });
    const decision = await decideSuppression(draft.problem());
    const isSaid = (id: string) => decision.said.has(id);
    expect(decision.found).toEqual([]);
    expect(isSaid('requests/2024-01') && isSaid('ledger/households/convention/2024-01/newlyIdentified')).toBe(false);
    expect(await auditKnowledge(decision.knowledge)).toEqual([]);
    expect(isSaid('ledger/households/convention/2024-01/active')).toBe(true);
  });
});

describe('a publication decided as one whole', () => {
  it('hides a small month and one more, and says the value', async () => {
    const { figure, problem } = problemOf(monthsOf([20, 4, 0, 30]), '2024-04');
    const shown = figureAsDecided(figure, await decideSuppression(problem));
    expect(shown.value).toBe(54);
    expect(shownMonths(shown).filter((one) => one === 'hidden')).toHaveLength(2);
    expect(shownMonths(shown)[2]).toBe(0);
  });

  it('says everything where nobody is few', async () => {
    const { figure, problem } = problemOf(monthsOf([20, 40, 0, 30]), '2024-04');
    const decision = await decideSuppression(problem);
    expect(decision.hidden.size).toBe(0);
    expect(
      figureAsDecided(figure, decision)
        .months.slice(0, 4)
        .map(({ soFar }) => soFar),
    ).toEqual([20, 60, 60, 90]);
    expect(decision.work).toMatchObject({ linearPrograms: 0, integerPrograms: 0, method: 'exact' });
  });

  it('holds a total that one small month would move, and says up to which month it may be said', async () => {
    const before = problemOf(monthsOf([20, 40, 30]), '2024-03');
    const { knowledge } = await decideSuppression(before.problem);
    const { figure, problem } = problemOf(monthsOf([20, 40, 30, 4]), '2024-04');
    const decision = await decideSuppression(problem, knowledge);
    const shown = figureAsDecided(figure, decision);
    expect(shown).toMatchObject({ hidden: true, value: null });
    expect(shownMonths(shown)).toEqual([20, 40, 30, 'hidden']);
    expect(heldMonthOf(figure, totalsSaid(problem.statements, decision))).toBe('2024-03');
  });

  it('says the total again once a group of months makes it safe', async () => {
    const first = await decideSuppression(problemOf(monthsOf([20, 40, 30]), '2024-03').problem);
    const second = await decideSuppression(problemOf(monthsOf([20, 40, 30, 4]), '2024-04').problem, first.knowledge);
    const { figure, problem } = problemOf(monthsOf([20, 40, 30, 4, 7]), '2024-05');
    expect(figureAsDecided(figure, await decideSuppression(problem, second.knowledge)).value).toBe(101);
  });

  it('hides a month in which an organisation would find a few people of another', async () => {
    const cells = [...monthsOf([26, 26], 1), ...monthsOf([14, 4], 2)];
    const { figure, problem } = problemOf(cells, '2024-02');
    const decision = await decideSuppression(problem);
    expect(decision.hidden.get('figure/T/month/2024-02')).toBe('dominance');
    expect(shownMonths(figureAsDecided(figure, decision))).toContain('hidden');
  });

  it('keeps who is there, who comes, who goes and who was housed, and says small flows in one', async () => {
    const flows = {
      newlyIdentified: 40,
      returnedFromHousing: 2,
      returnedFromInactive: 5,
      housed: 14,
      otherExits: 3,
      lostContact: 12,
    };
    const month = {
      'households convention': flows,
      'households insee': flows,
      'persons convention': flows,
      'persons insee': flows,
    };
    const ledgers = ledgersOf([month, month], 400);
    const period = { from: '2024-01', to: '2024-02' };
    const draft = new ProblemDraft();
    new LedgerStatements(draft, ledgers, { periods: [period] });
    const decision = await decideSuppression(draft.problem());
    const shown = ledgerAsDecided(ledgers[0] as (typeof ledgers)[number], period, decision);
    expect(shown?.lines[0]).toMatchObject({
      start: 600,
      active: 618,
      inflow: 47,
      outflow: 29,
      flows: { newlyIdentified: 40, housed: 14, otherExits: 'hidden', lostContact: 'hidden' },
      merged: [
        { name: 'returns', count: 'hidden' },
        { name: 'exits', count: 15 },
      ],
    });
  });

  it('is asked of the solver once: what was looked at is published as it was, what moved is decided anew', async () => {
    const { problem } = problemOf(monthsOf([21, 5, 44, 3]), '2024-04');
    const [seen, published] = [await decideSuppression(problem), await decideSuppression(problem)];
    expect({ ...published, work: null }).toEqual({ ...seen, work: null });
    expect(seen.work.linearPrograms + seen.work.integerPrograms).toBeGreaterThan(0);
    expect(published.work.linearPrograms + published.work.integerPrograms).toBe(0);
    const moved = await decideSuppression(problemOf(monthsOf([21, 15, 44, 3]), '2024-04').problem);
    const hidesFebruary = [seen, moved].map(({ hidden }) => hidden.has('figure/T/month/2024-02'));
    expect(hidesFebruary).toEqual([true, false]);
  });

  it('finds in an audit what was published by mistake', async () => {
    const { problem } = problemOf(monthsOf([20, 4]), '2024-02');
    const { knowledge } = await decideSuppression(problem);
    expect(await auditKnowledge(knowledge)).toEqual([]);
    const told: Fact = { form: problem.statements[0]?.forms[0] ?? [], lower: 20, upper: 20 };
    const total: Fact = { form: problem.statements.at(-1)?.forms[0] ?? [], lower: 24, upper: 24 };
    const leaked = joinKnowledge([knowledge, { ...nothingKnown, facts: [told, total] }]);
    expect(await auditKnowledge(leaked)).not.toEqual([]);
  });
});
