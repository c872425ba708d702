import { useState } from 'react';
import type { CompositionFlag } from '../../shared/domain/entry/composition.ts';
import type { Flag } from '../../shared/domain/entry/outliers.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import { frenchCount, frenchOfMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { flagWords } from '../lib/words/flag-words.ts';
import { Button } from '../ui/form/button.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { obstacleWords } from './remarks.ts';

/** A cell that holds the month back, as the server says it. */
export interface Missing {
  indicatorId: number;
  label: string;
  obstacle: string;
  flags: ReadonlyArray<Flag | CompositionFlag>;
}

export interface Reason {
  indicatorId: number;
  reason: string;
}

export interface SendMonthProps {
  month: Month;
  /** Some cells are not on the server yet: the month waits for them. */
  unsaved: boolean;
  status: string;
  missing: readonly Missing[] | null;
  unitOf: (indicatorId: number) => Unit;
  sending: boolean;
  error: string | null;
  onSend: (reasons: Reason[]) => void;
  onGoTo: (indicatorId: number) => void;
  /** The edition of the report that published the month, when there is one. */
  publishedIn?: string | null;
  /** The address of the receipt. */
  receipt?: string;
}

const takesReason = (obstacle: string) =>
  obstacle === 'no-value' || obstacle === 'needs-reason' || obstacle === 'unconfirmed';

function MissingCell(props: {
  missing: Missing;
  unit: Unit;
  reason: string;
  onReason: (text: string) => void;
  onGoTo: () => void;
}) {
  const { missing } = props;
  return (
    <li>
      <button type="button" className="entry-link" onClick={props.onGoTo}>
        {missing.label}
      </button>{' '}
      — {obstacleWords(missing.obstacle)}
      {missing.flags.length > 0 && <span> {missing.flags.map((flag) => flagWords(flag, props.unit)).join(' ')}</span>}
      {takesReason(missing.obstacle) && (
        <TextInput
          label={`Raison${S}: ${missing.label}`}
          hideLabel
          placeholder={
            missing.obstacle === 'unconfirmed' ? 'Un mot qui confirme cette valeur' : 'La raison tient lieu de valeur'
          }
          maxLength={500}
          value={props.reason}
          onChange={(event) => props.onReason(event.target.value)}
        />
      )}
    </li>
  );
}

const titles: Record<string, string> = {
  submitted: 'Ce mois est envoyé',
  validated: 'Ce mois est validé',
  published: 'Ce mois est publié',
};

/** Sends the month, says what holds it back, and lets a reason stand for a value. */
export function SendMonth(props: SendMonthProps) {
  const { month, missing, status } = props;
  const [reasons, setReasons] = useState<Readonly<Record<number, string>>>({});
  const given = Object.entries(reasons)
    .map(([id, text]) => ({ indicatorId: Number(id), reason: text.trim() }))
    .filter(({ reason, indicatorId }) => reason !== '' && missing?.some((one) => one.indicatorId === indicatorId));
  const title = titles[status];
  return (
    <Section title={`Envoi ${frenchOfMonth(month)}`} headingLevel={2}>
      {title && (
        <Callout
          tone="success"
          title={title}
          live="polite"
          actions={
            props.receipt && (
              <LinkButton size="small" href={props.receipt}>
                Voir et imprimer le reçu
              </LinkButton>
            )
          }
        >
          {status === 'published'
            ? `Ses valeurs sont citées dans le ${props.publishedIn ?? 'rapport'}. Une erreur\u202f? La coordination rouvre la valeur avec une raison\u202f; celle du rapport reste citable.`
            : `Vous pouvez encore corriger ce qui n’est pas validé${S}: chaque correction est enregistrée aussitôt.${props.publishedIn ? ` Elle révise la valeur publiée dans le ${props.publishedIn}, qui reste citable.` : ''}`}
        </Callout>
      )}
      {missing && missing.length > 0 && (
        <Callout
          tone="warning"
          live="polite"
          title={`Rien n’est envoyé${S}: ${frenchCount(missing.length, 'cellule attend', 'cellules attendent')} une réponse`}
        >
          <ul className="entry-missing">
            {missing.map((one) => (
              <MissingCell
                key={one.indicatorId}
                missing={one}
                unit={props.unitOf(one.indicatorId)}
                reason={reasons[one.indicatorId] ?? ''}
                onReason={(text) => setReasons({ ...reasons, [one.indicatorId]: text })}
                onGoTo={() => props.onGoTo(one.indicatorId)}
              />
            ))}
          </ul>
        </Callout>
      )}
      {props.error && <Callout tone="danger" live="assertive" title={props.error} />}
      {props.unsaved && (
        <p>Des cellules ne sont pas encore enregistrées. L’envoi sera possible dès qu’elles le seront.</p>
      )}
      <Button
        data-send=""
        variant="primary"
        icon="arrow-right"
        busy={props.sending}
        disabled={props.unsaved}
        onClick={() => props.onSend(given)}
      >
        {status === 'draft' ? 'Envoyer le mois' : 'Envoyer de nouveau le mois'}
      </Button>
    </Section>
  );
}
