import { byDate, partnerAlerts } from '../../shared/domain/finance/finance-alerts.ts';
import { knownTotal } from '../../shared/domain/finance/finance-cents.ts';
import { actionMoney } from '../../shared/domain/finance/finance-lines.ts';
import {
  type ActionMoney,
  type FinanceYear,
  type FunderLine,
  type InstalmentMoney,
  lineAmounts,
  type PartnerMoney,
} from '../../shared/domain/finance/finance-year.ts';
import { addCents, type Cents } from '../../shared/domain/finance/money.ts';
import type { IsoDate } from '../../shared/domain/month.ts';
import { recordOf } from '../../shared/domain/record-of.ts';
import type { AnnexRecord, LineRecord, PartnerRecord } from './repository.ts';

/** Rows of the database as the plain data of the year. */

function funderLine({ id, version, funder, document, note, demonstration, ...row }: LineRecord): FunderLine {
  const { askedCents, grantedCents, committedCents, paidCents, cofinancedCents } = row;
  return {
    ...{ id, version, funder, document, note, fictitious: demonstration },
    ...{ askedCents, grantedCents, committedCents, paidCents, cofinancedCents },
  };
}

/** The lines of the annex with their funders. `firstYear`: the convention's, whose requests the annex gives. */
export function linesOf(annex: readonly AnnexRecord[], rows: readonly LineRecord[], firstYear: boolean): ActionMoney[] {
  return annex.map((line) =>
    actionMoney(line, rows.filter(({ actionId }) => actionId === line.id).map(funderLine), firstYear),
  );
}

/** Each kind of amount added over the lines, with what it lacks. */
export function sumsOf(lines: readonly ActionMoney[]): FinanceYear['sums'] {
  const sum = (amount: (typeof lineAmounts)[number]) => knownTotal(lines.map((line) => line[amount]));
  return recordOf(lineAmounts, sum);
}

/** What of an instalment is paid: what was typed, else its amount once it has a day. */
const paidOf = ({ paidOn, paidCents, amountCents }: InstalmentMoney): Cents | null =>
  paidOn === null ? null : (paidCents ?? amountCents);

/** A convention with a partner, what is paid of it, what is left, and what it needs at a day. */
export function partnerMoney(record: PartnerRecord, firstYear: boolean, today: IsoDate): PartnerMoney {
  const { demonstration, organisation, actions, year: _, ...rest } = record;
  const fictitious = <Row extends { demonstration: boolean }>({ demonstration: of, ...row }: Row) => ({
    ...row,
    fictitious: of,
  });
  const instalments = record.instalments.map(fictitious);
  const documents = record.documents.map(fictitious);
  const paidCents = knownTotal(instalments.map(paidOf)).cents;
  const annex = knownTotal(actions.map(({ action }) => action.requestedCents));
  return {
    ...rest,
    organisation,
    fictitious: demonstration,
    actions: actions.map(({ action: { key, annexNumber, title } }) => ({ key, annexNumber, title })),
    annexCents: firstYear ? annex.cents : null,
    instalments,
    documents,
    paidCents,
    leftCents: paidCents === null ? null : Math.max(0, record.amountCents - paidCents),
    alerts: partnerAlerts({ ...rest, name: organisation.name, instalments, documents }, today),
  };
}

export function partnerSums(partners: readonly PartnerMoney[]): FinanceYear['partnerSums'] {
  const paid = knownTotal(partners.map((one) => one.paidCents));
  const left = knownTotal(partners.map((one) => one.leftCents));
  return {
    amountCents: addCents(partners.map((one) => one.amountCents)),
    paidCents: paid.cents,
    leftCents: left.missing > 0 ? null : left.cents,
    unrecorded: paid.missing,
  };
}

/** Every partner's alert, the nearest day first. */
export const partnersAlerts = (partners: readonly PartnerMoney[]) => byDate(partners.flatMap(({ alerts }) => alerts));
