import { lineAmounts, lineAmountWords } from '../../shared/domain/finance/finance-year.ts';
import { frenchShortDate } from '../../shared/domain/words/french-format.ts';
import type { WorkbookColumn, WorkbookSheet } from '../documents/render-workbook.ts';
import { actionName, type ReportContent } from './report-content.ts';
import type { ReportFinance } from './report-rooms.ts';

/** The money of the year in cells that can be counted: a line a funder, a line a convention, a line an instalment. */

const text = (label: string, width: number): WorkbookColumn => ({ label, width, kind: 'text' });
const amount = (label: string): WorkbookColumn => ({ label, width: 16, kind: 'euros' });
const euros = (cents: number | null) => (cents === null ? null : cents / 100);
const day = (date: string | null) => (date === null ? '' : frenchShortDate(date));
const origin = (fictitious: boolean) => (fictitious ? 'fictif' : 'réel');

function lineSheet({ lines }: ReportFinance): WorkbookSheet {
  return {
    name: 'Finances',
    columns: [
      text('Action', 56),
      text('Financeur', 30),
      ...lineAmounts.map((one) => amount(lineAmountWords[one])),
      text('Pièce', 30),
      text('Origine', 10),
    ],
    rows: lines.flatMap((line) => [
      [actionName(line), 'Ensemble', ...lineAmounts.map((one) => euros(line[one])), '', origin(line.fictitious)],
      ...line.funders.map((funder) => [
        actionName(line),
        funder.funder,
        ...lineAmounts.map((one) => euros(funder[one])),
        funder.document ?? '',
        origin(funder.fictitious),
      ]),
    ]),
  };
}

function partnerSheet({ partners }: Pick<ReportFinance, 'partners'>): WorkbookSheet {
  return {
    name: 'Conventions',
    columns: [
      ...[text('Convention', 22), text('Partenaire', 26), text('Objet', 48), text('Acte', 40)],
      ...['Montant', 'Versé', 'Reste'].map(amount),
      text('Origine', 10),
    ],
    rows: partners.map((one) => [
      one.code,
      one.organisation.name,
      one.object,
      one.document,
      ...[one.amountCents, one.paidCents, one.leftCents].map(euros),
      origin(one.fictitious),
    ]),
  };
}

function instalmentSheet({ partners, payments }: Pick<ReportFinance, 'partners' | 'payments'>): WorkbookSheet {
  return {
    name: 'Versements',
    columns: [
      ...[text('De', 22), text('À', 26), text('Versement', 34), text('Échéance', 14), text('Versé le', 14)],
      ...['Prévu', 'Versé'].map(amount),
      ...[text('Référence', 34), text('Origine', 10)],
    ],
    rows: [
      ...payments.map((one) => [
        ...['État', 'Territoire', 'Soutien de l’année', '', day(one.paidOn)],
        ...[null, euros(one.amountCents)],
        ...[one.reference, origin(one.fictitious)],
      ]),
      ...partners.flatMap((partner) =>
        partner.instalments.map((one) => [
          ...['Territoire', partner.organisation.name, one.label, day(one.dueDate), day(one.paidOn)],
          ...[euros(one.amountCents), euros(one.paidOn === null ? null : (one.paidCents ?? one.amountCents))],
          ...[one.reference ?? '', origin(one.fictitious)],
        ]),
      ),
    ],
  };
}

/** The sheets of the money; none in an edition that is older than them. */
export function financeSheets({ finance, ownPartners = [] }: ReportContent): WorkbookSheet[] {
  const money = finance ?? { partners: ownPartners, payments: [] };
  const sheets = [...(finance ? [lineSheet(finance)] : []), partnerSheet(money), instalmentSheet(money)];
  return sheets.filter(({ rows }) => rows.length > 0);
}
