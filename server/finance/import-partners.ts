import type { KnownCells, RowRemark } from '../../shared/domain/finance/finance-workbook.ts';
import { textIn } from '../../shared/domain/finance/finance-workbook.ts';
import { findActions, findOrganisation } from '../../shared/reading/layout/finance-names.ts';
import type { PartnerInput } from '../../shared/schemas/finance/finance.ts';
import { coveredYear } from './import-lines.ts';
import {
  type Decision,
  judgeRow,
  lacking,
  named,
  type ReadRow,
  refused,
  remarkOn,
  unlessClosed,
} from './import-reading.ts';
import type { KnownPartner } from './import-repository.ts';
import { type KnownMoney, partnerKey } from './import-world.ts';

/** A convention with a partner as the file would leave it, its instalments filled in by their own sheet. */
export interface PlannedPartner {
  /** The code that the file gives, or that is known. */
  code: string;
  convention: string;
  input: PartnerInput;
  /** False while nothing of it would change. */
  touched: boolean;
}

/** A row of the sheet « Conventions », judged, and the convention that it leaves. */
export interface PlannedConvention {
  decision: Decision;
  partner: PlannedPartner | null;
}

const keysOf = (partner: KnownPartner) => partner.actions.map(({ action }) => action.key);
const listed = (keys: readonly string[]) => (keys.length === 0 ? null : keys.join(' ; '));

function cellsOf(partner: KnownPartner): KnownCells {
  const { code, year, object, amountCents, startDate, endDate, document, organisation } = partner;
  const actions = listed(keysOf(partner));
  return { code, organisation: organisation.name, year, object, amountCents, startDate, endDate, document, actions };
}

/** A convention that is known, as a write takes it: what the file does not say stays as it is. */
export function knownInput(partner: KnownPartner): PartnerInput {
  const { id, version, year, organisationId, object, amountCents, startDate, endDate, document, note } = partner;
  return {
    ...{ id, version, year, organisationId, object, amountCents, startDate, endDate, document, note },
    actions: keysOf(partner),
    instalments: partner.instalments.map((one) => ({
      ...{ label: one.label, dueDate: one.dueDate, amountCents: one.amountCents },
      ...{ paidOn: one.paidOn, paidCents: one.paidCents, reference: one.reference },
    })),
    documents: partner.documents.map((one) => ({
      kind: one.kind,
      ...{ reference: one.reference, expectedOn: one.expectedOn, receivedOn: one.receivedOn },
    })),
  };
}

function rulesOf(read: ReadRow, partner: KnownPartner | undefined) {
  return ({ startDate, endDate, year }: KnownCells): RowRemark[] => {
    if (partner && partner.year !== year)
      return [remarkOn(read, 'year', `Cette convention est de ${partner.year}\u00a0: son année ne change pas.`)];
    return startDate && endDate && endDate < startDate
      ? [remarkOn(read, 'endDate', 'La convention finit avant de commencer.')]
      : [];
  };
}

function inputOf(after: KnownCells, organisationId: number, actions: string[], partner: KnownPartner | undefined) {
  const bare = { id: null, version: null, note: null, instalments: [], documents: [] };
  return {
    ...(partner ? knownInput(partner) : bare),
    ...{ year: Number(after.year), organisationId, object: String(after.object) },
    ...{ amountCents: Number(after.amountCents), document: String(after.document), actions },
    ...{ startDate: textIn(after.startDate), endDate: textIn(after.endDate) },
  };
}

/** Judges a row of the conventions with partners against the convention of its code. */
export function planConvention(read: ReadRow, known: KnownMoney): PlannedConvention {
  const { given } = read;
  const partner = typeof given.code === 'string' ? known.partners.get(partnerKey(given.code)) : undefined;
  const said = typeof given.year === 'number' ? given.year : partner?.year;
  const year = said === undefined ? undefined : coveredYear(read, 'year', known, said);
  const organisation =
    named(read, 'organisation', (text) => findOrganisation(text, known.organisations)) ??
    known.organisations.find(({ id }) => id === partner?.organisationId);
  const actions = named(read, 'actions', (text) => findActions(text, year?.convention?.actions ?? []));
  const label = [read.written('code'), read.written('organisation'), read.written('year')].filter(Boolean).join(', ');
  const whole = lacking(read, partner ? ['code'] : ['code', 'organisation', 'year']);
  if (!year?.convention || !organisation || typeof given.code !== 'string' || whole.remarks.length > 0)
    return { decision: refused(whole, label), partner: null };
  const keys = actions?.map(({ key }) => key) ?? (given.actions === null || !partner ? [] : keysOf(partner));
  given.code = partner?.code ?? given.code;
  given.organisation = organisation.name;
  if (given.actions !== undefined) given.actions = listed(keys);
  const judged = judgeRow(read, label, partner ? cellsOf(partner) : null, rulesOf(read, partner));
  const { decision, after } = unlessClosed(read, 'year', judged, year.closed ? Number(said) : null);
  if (!after) return { decision, partner: null };
  const input = inputOf(after, organisation.id, keys, partner);
  const touched = decision.verdict !== 'identical';
  return { decision, partner: { code: given.code, convention: year.convention.code, input, touched } };
}
