import {
  amountIn,
  financeSheets,
  type KnownCells,
  mergedCells,
  type RowRemark,
  textIn,
} from '../../shared/domain/finance/finance-workbook.ts';
import { fold, quoted } from '../../shared/reading/text.ts';
import type { PartnerInput } from '../../shared/schemas/finance/finance.ts';
import { knownInput, type PlannedPartner } from './import-partners.ts';
import { type Decision, judgeRow, lacking, type ReadRow, refused, remarkOn, unlessClosed } from './import-reading.ts';
import { type KnownMoney, partnerKey } from './import-world.ts';

type Instalment = PartnerInput['instalments'][number];

/** The conventions that the file leaves, by code; one that only its instalments name is added as it is known. */
export type Partners = Map<string, PlannedPartner>;

/** The convention that an instalment is of: one of the file, else one that is known. */
function partnerOf(code: string, partners: Partners, known: KnownMoney): PlannedPartner | undefined {
  const key = partnerKey(code);
  const planned = partners.get(key);
  const partner = known.partners.get(key);
  if (planned || !partner) return planned;
  const convention = known.years.get(partner.year)?.convention?.code;
  if (convention === undefined) return undefined;
  const added = { code: partner.code, convention, input: knownInput(partner), touched: false };
  partners.set(key, added);
  return added;
}

/** The instalment that a row is about: of its label, and of its day where two share the label. */
function twinOf(read: ReadRow, instalments: readonly Instalment[]): Instalment | undefined {
  const same = instalments.filter(({ label }) => fold(label) === fold(String(read.given.label)));
  return same.length > 1 ? same.find(({ dueDate }) => dueDate === read.given.dueDate) : same[0];
}

const cellsOf = (
  code: string,
  { label, dueDate, amountCents, paidOn, paidCents, reference }: Instalment,
): KnownCells => ({
  ...{ convention: code, label, dueDate, amountCents, paidOn, paidCents, reference },
});

/** What is paid is the amount unless the row says another; what is no longer paid has no amount paid. */
function completePaid({ given }: ReadRow, known: KnownCells | null): void {
  const after = mergedCells(financeSheets.instalments, given, known);
  const newlyPaid = after.paidOn !== null && ((known?.paidOn ?? null) === null || given.paidCents === null);
  if (newlyPaid && after.paidCents === null) given.paidCents = after.amountCents ?? null;
  if (given.paidOn === null && (given.paidCents ?? null) === null) given.paidCents = null;
}

const rulesOf =
  (read: ReadRow) =>
  ({ paidOn, paidCents }: KnownCells): RowRemark[] =>
    paidOn === null && paidCents !== null
      ? [remarkOn(read, 'paidOn', 'Un montant versé demande le jour de son versement.')]
      : [];

const instalmentOf = (after: KnownCells): Instalment => ({
  ...{ label: String(after.label), dueDate: String(after.dueDate), amountCents: Number(after.amountCents) },
  ...{ paidOn: textIn(after.paidOn), paidCents: amountIn(after.paidCents) },
  reference: textIn(after.reference),
});

/** Judges a row of the instalments, and fills it into its convention. */
export function planInstalment(read: ReadRow, partners: Partners, known: KnownMoney): Decision {
  const { given } = read;
  const label = [read.written('convention'), read.written('label'), read.written('dueDate')].filter(Boolean).join(', ');
  const whole = lacking(read, ['convention', 'label']);
  if (whole.remarks.length > 0 || typeof given.convention !== 'string') return refused(whole, label);
  const partner = partnerOf(given.convention, partners, known);
  if (!partner) {
    const reason = `La convention ${quoted(given.convention)} n’est pas connue, ou son année n’est pas couverte\u00a0: donnez-la dans la feuille «\u00a0Conventions\u00a0».`;
    return refused(read, label, [remarkOn(read, 'convention', reason)]);
  }
  const { year, instalments } = partner.input;
  const twin = twinOf(read, instalments);
  const cells = twin ? cellsOf(partner.code, twin) : null;
  given.convention = partner.code;
  if (twin) given.label = twin.label;
  completePaid(read, cells);
  const closed = known.years.get(year)?.closed ? year : null;
  const { decision, after } = unlessClosed(read, 'convention', judgeRow(read, label, cells, rulesOf(read)), closed);
  if (!after || decision.verdict === 'identical') return decision;
  const written = instalmentOf(after);
  const kept = instalments.map((one) => (one === twin ? written : one));
  partner.input = { ...partner.input, instalments: twin ? kept : [...kept, written] };
  partner.touched = true;
  return decision;
}
