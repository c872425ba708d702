import type { ReactNode } from 'react';
import { type DocumentKind, documentKinds } from '../../shared/domain/finance/finance-alerts.ts';
import { partnerAmountWords, partnerLeftWords } from '../../shared/domain/finance/finance-words.ts';
import type { PartnerMoney } from '../../shared/domain/finance/finance-year.ts';
import { partnerFicheAddress } from '../../shared/domain/report/report-addresses.ts';
import { frenchCount, frenchDate, frenchEuros, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { Callout } from '../ui/status/callout.tsx';
import { Status } from '../ui/status/status.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import { Table } from '../ui/table/table.tsx';
import { amountCell } from './finance-data.ts';

const day = (date: string | null) => (date === null ? '–' : frenchShortDate(date));

function duration({ startDate, endDate }: PartnerMoney): string {
  if (startDate && endDate) return `du ${frenchDate(startDate)} au ${frenchDate(endDate)}`;
  if (startDate) return `à partir du ${frenchDate(startDate)}`;
  return endDate ? `jusqu’au ${frenchDate(endDate)}` : 'l’acte publié ne donne pas de dates';
}

function linesOf({ actions, annexCents }: PartnerMoney): string {
  if (actions.length === 0) return 'aucune ligne de l’annexe n’est nommée';
  const names = actions
    .map(({ annexNumber, title }) => (annexNumber === null ? title : `${annexNumber}. ${title}`))
    .join('\u202f; ');
  return annexCents === null ? names : `${names} (${frenchEuros(annexCents)} demandés dans l’annexe)`;
}

function Instalments({ partner }: { partner: PartnerMoney }) {
  return (
    <Table
      caption={`Versements à ${partner.organisation.name}`}
      dense
      cardsOnPhone
      rows={partner.instalments}
      rowKey={({ id }) => id}
      empty="Aucun versement n’est prévu."
      columns={[
        {
          key: 'label',
          header: 'Versement',
          rowHeader: true,
          cell: ({ label, fictitious }) => (
            <>
              {label} {fictitious && <Tag variant="fictitious" />}
            </>
          ),
        },
        { key: 'due', header: 'Échéance', nowrap: true, cell: ({ dueDate }) => day(dueDate) },
        { key: 'amount', header: 'Prévu', align: 'number', cell: ({ amountCents }) => amountCell(amountCents) },
        { key: 'paidOn', header: 'Versé le', nowrap: true, cell: ({ paidOn }) => day(paidOn) },
        { key: 'paid', header: 'Versé', align: 'number', cell: ({ paidCents }) => amountCell(paidCents) },
        { key: 'reference', header: 'Mandat', cell: ({ reference }) => reference ?? '–' },
      ]}
    />
  );
}

function Documents({ partner }: { partner: PartnerMoney }) {
  return (
    <Table
      caption={`Pièces de ${partner.organisation.name}`}
      dense
      cardsOnPhone
      rows={partner.documents}
      rowKey={({ id }) => id}
      empty="Aucune pièce n’est attendue."
      columns={[
        {
          key: 'kind',
          header: 'Pièce',
          rowHeader: true,
          cell: ({ kind, fictitious }) => (
            <>
              <span className="finance-capital">{documentKinds[kind as DocumentKind] ?? kind}</span>{' '}
              {fictitious && <Tag variant="fictitious" />}
            </>
          ),
        },
        { key: 'expected', header: 'Attendue le', nowrap: true, cell: ({ expectedOn }) => day(expectedOn) },
        { key: 'received', header: 'Reçue le', nowrap: true, cell: ({ receivedOn }) => day(receivedOn) },
        { key: 'reference', header: 'Référence', cell: ({ reference }) => reference ?? '–' },
      ]}
    />
  );
}

/** One line: who, what for, how much, what is left, what to look at. */
function Summary({ partner }: { partner: PartnerMoney }) {
  const late = partner.alerts.some(({ tone }) => tone === 'late');
  return (
    <summary className="finance-partner-line">
      <span className="finance-partner-name">
        <strong>{partner.organisation.name}</strong>
        <span className="finance-small">{partner.object}</span>
      </span>
      {partner.fictitious && <Tag variant="fictitious" />}
      {partner.alerts.length > 0 && (
        <Status tone={late ? 'bad' : 'watch'} shape={late ? 'triangle' : 'clock'}>
          {frenchCount(partner.alerts.length, 'point à suivre', 'points à suivre')}
        </Status>
      )}
      <span className="finance-partner-amount">
        {frenchEuros(partner.amountCents)}
        <span className="finance-small">{partnerLeftWords(partner)}</span>
      </span>
    </summary>
  );
}

/** A convention with a partner: its act, what is paid and left, its instalments and supporting documents. */
export function PartnerDetails({
  partner,
  actions,
  year,
  open = false,
}: {
  partner: PartnerMoney;
  /** Of the fiche that is offered; without it, none is. */
  year?: number;
  actions?: ReactNode;
  open?: boolean;
}) {
  return (
    <details className="finance-partner" open={open}>
      <Summary partner={partner} />
      <div className="finance-partner-body">
        {partner.alerts.length > 0 && (
          <Callout tone={partner.alerts.some(({ tone }) => tone === 'late') ? 'warning' : 'info'} title="À suivre">
            <ul className="finance-list">
              {partner.alerts.map(({ text }) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Callout>
        )}
        <DefinitionList
          items={[
            {
              term: 'Montant',
              description: partnerAmountWords(partner),
            },
            { term: 'Durée', description: duration(partner) },
            { term: 'Lignes de l’annexe', description: linesOf(partner) },
            { term: 'Acte', description: <Act {...partner} /> },
            ...(partner.note ? [{ term: 'Note', description: partner.note }] : []),
          ]}
        />
        {year !== undefined && (
          <p>
            <a href={partnerFicheAddress(year, partner.organisation.code, 'pdf')} download>
              Fiche du partenaire (PDF)
              <span className="visually-hidden">{`\u00a0: ${partner.organisation.name}`}</span>
            </a>
          </p>
        )}
        <Instalments partner={partner} />
        <Documents partner={partner} />
        {actions && <div className="finance-acts">{actions}</div>}
      </div>
    </details>
  );
}

function Act({ document, quote }: Pick<PartnerMoney, 'document' | 'quote'>) {
  return (
    <>
      {document}
      {quote && (
        <>
          <br />
          <q>{quote}</q>
        </>
      )}
    </>
  );
}
