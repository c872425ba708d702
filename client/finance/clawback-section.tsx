import { useState } from 'react';
import { amountWords } from '../../shared/domain/finance/finance-words.ts';
import type { ClawbackMoney, FinanceYear, TargetEvidence } from '../../shared/domain/finance/finance-year.ts';
import { yearOf } from '../../shared/domain/month.ts';
import { frenchCount, frenchDate } from '../../shared/domain/words/french-format.ts';
import { Button } from '../ui/form/button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { NoticeDialog } from './notice-dialog.tsx';

const targetColumns = (year: number): TableColumn<TargetEvidence>[] => [
  {
    key: 'label',
    header: 'Indicateur',
    rowHeader: true,
    cell: ({ code, label }) => <Link href={`/indicateurs/${code}?annee=${year}`}>{label}</Link>,
  },
  { key: 'value', header: 'Valeur', align: 'number', cell: ({ value }) => value },
  { key: 'target', header: 'Cible', align: 'number', cell: ({ target }) => target },
  { key: 'progress', header: 'Avancement', cell: ({ progress }) => progress },
  { key: 'pace', header: 'Rythme', cell: ({ pace }) => pace },
  { key: 'coverage', header: 'Couverture', cell: ({ coverage }) => coverage },
];

function Notice({ notice, calendar }: Pick<ClawbackMoney, 'notice' | 'calendar'>) {
  if (!notice || !calendar) return null;
  const end = notice.waived
    ? 'Aucun reversement n’est finalement demandé.'
    : notice.repaidOn
      ? `${amountWords(notice.repaidCents)} reversés le ${frenchDate(notice.repaidOn)}.`
      : calendar.payBy === null
        ? 'Aucun titre de reversement n’est émis\u00a0: aucune échéance de paiement ne court.'
        : `À payer au plus tard le ${frenchDate(calendar.payBy)}, six mois après l’émission du titre de reversement.`;
  return (
    <Callout tone="warning" title={`Courrier du Préfet du ${frenchDate(notice.noticeDate)} (${notice.reference})`}>
      {`Montant demandé\u00a0: ${amountWords(notice.claimedCents, 'non précisé')}. `}
      {notice.answeredOn
        ? `Réponse envoyée le ${frenchDate(notice.answeredOn)}. `
        : `Réponse attendue avant le ${frenchDate(calendar.answerBy)}. `}
      {end}
    </Callout>
  );
}

/** What the Préfet may take back, with the evidence beside it. It predicts nothing. */
export function ClawbackSection({ finance, canWrite }: { finance: FinanceYear; canWrite: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const { clawback, year, today } = finance;
  const yet = year >= yearOf(today) ? 'pas encore' : 'pas';
  const untold =
    clawback.withoutJudgement !== null && clawback.withoutJudgement > 0
      ? ` ${frenchCount(clawback.withoutJudgement, 'action n’est pas encore appréciée', 'actions ne sont pas encore appréciées')} dans le rapport.`
      : '';
  return (
    <Section
      title="Montant exposé au reversement"
      lead={`${clawback.rule ? `${clawback.rule} ` : ''}Cette page montre ce qui est en jeu et les faits\u00a0: elle ne prédit rien.`}
      actions={
        canWrite && (
          <Button size="small" icon="edit" onClick={() => setOpen(true)}>
            {clawback.notice ? 'Mettre à jour le courrier du Préfet' : 'Noter un courrier du Préfet'}
          </Button>
        )
      }
    >
      <p>
        <strong>{clawback.text}</strong>
      </p>
      <Notice notice={clawback.notice} calendar={clawback.calendar} />
      <p>
        {`${frenchCount(clawback.reached, 'cible chiffrée atteinte', 'cibles chiffrées atteintes')} sur ${clawback.assessed} dont la valeur est connue.${untold}`}
      </p>
      <Table
        caption={`Cibles de ${year} qui ne sont ${yet} atteintes`}
        dense
        cardsOnPhone
        columns={targetColumns(year)}
        rows={clawback.missed}
        rowKey={({ code }) => code}
        empty="Aucune cible connue n’est manquée."
      />
      {clawback.withoutJudgement !== null && (
        <Table
          caption={`Appréciations portées sur les actions de ${year}`}
          dense
          cardsOnPhone
          columns={[
            { key: 'title', header: 'Action', rowHeader: true, cell: ({ title }) => title },
            { key: 'judgement', header: 'Appréciation', cell: ({ judgement }) => judgement },
            { key: 'reason', header: 'Motif', cell: ({ reason }) => reason || 'sans motif écrit' },
          ]}
          rows={clawback.judgements}
          rowKey={({ key }) => key}
          empty="Aucune action n’est encore appréciée. Les appréciations s’écrivent dans le rapport d’exécution."
        />
      )}
      {isOpen && <NoticeDialog year={year} notice={clawback.notice} onClose={() => setOpen(false)} />}
    </Section>
  );
}
