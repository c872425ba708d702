import { useState } from 'react';
import { type CellRefusal, refusalWords } from '../../shared/domain/entry/cell-rules.ts';
import type { CompositionFlag } from '../../shared/domain/entry/composition.ts';
import type { Flag } from '../../shared/domain/entry/outliers.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import { frenchCount, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { flagWords } from '../lib/words/flag-words.ts';
import { Button } from '../ui/form/button.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Callout } from '../ui/status/callout.tsx';
import type { RejectedText } from './grid/paste.ts';
import { obstacleWords } from './remarks.ts';
import './send-month.css';

/** A cell that holds the month back, as the server says it. */
export interface Missing {
  indicatorId: number;
  label: string;
  obstacle: string;
  refusals: readonly CellRefusal[];
}

/** A cell that is unlikely and has no word: it goes all the same. */
export interface Flagged {
  indicatorId: number;
  label: string;
  flags: ReadonlyArray<Flag | CompositionFlag>;
}

export interface Reason {
  indicatorId: number;
  reason: string;
}

export interface SendMonthProps {
  month: Month;
  /** The expected lines that have no answer yet. */
  toFill?: readonly { id: number; label: string }[];
  /** The line is cut: nothing can leave. */
  cut?: boolean;
  /** Some cells are not on the server yet: the month waits for them. */
  unsaved: boolean;
  status: string;
  /** Texts of the month that are no figure: nothing goes while one waits. */
  refused: readonly RejectedText[];
  onTakeUp: (one: RejectedText) => void;
  missing: readonly Missing[] | null;
  /** What the last sending found unlikely. */
  flagged: readonly Flagged[];
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

const takesReason = (obstacle: string) => obstacle === 'no-value' || obstacle === 'needs-reason';

function MissingCell(props: {
  missing: Missing;
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
      {missing.refusals.length > 0 && <span> {missing.refusals.map(refusalWords).join(' ')}</span>}
      {takesReason(missing.obstacle) && (
        <TextInput
          label={`Raison${S}: ${missing.label}`}
          hideLabel
          placeholder="La raison tient lieu de valeur"
          maxLength={500}
          value={props.reason}
          onChange={(event) => props.onReason(event.target.value)}
        />
      )}
    </li>
  );
}

/** What went although it is unlikely: a word, now, spares a question. */
function FlaggedCells({ flagged, unitOf, onGoTo }: Pick<SendMonthProps, 'flagged' | 'unitOf' | 'onGoTo'>) {
  if (flagged.length === 0) return null;
  return (
    <Callout
      tone="info"
      live="polite"
      title={`${frenchCount(flagged.length, 'valeur étonnante', 'valeurs étonnantes')} sans un mot d’explication`}
    >
      <p>
        Rien ne bloque l’envoi. La coordination commencera par là{S}: un mot dans la cellule lui évite une question.
      </p>
      <ul className="entry-missing">
        {flagged.map((one) => (
          <li key={one.indicatorId}>
            <button type="button" className="entry-link" onClick={() => onGoTo(one.indicatorId)}>
              {one.label}
            </button>{' '}
            — {one.flags.map((flag) => flagWords(flag, unitOf(one.indicatorId))).join(' ')}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

/** What holds the month back, refused texts first: they are no figure at all, and nobody else sees them. */
function HeldBack(props: {
  refused: readonly RejectedText[];
  onTakeUp: (one: RejectedText) => void;
  missing: readonly Missing[];
  reasons: Readonly<Record<number, string>>;
  onReason: (indicatorId: number, text: string) => void;
  onGoTo: (indicatorId: number) => void;
}) {
  const { refused, missing, reasons } = props;
  if (refused.length + missing.length === 0) return null;
  const waiting = [
    refused.length > 0 && `${frenchCount(refused.length, 'texte refusé', 'textes refusés')} à corriger`,
    missing.length > 0 && `${frenchCount(missing.length, 'cellule attend', 'cellules attendent')} une réponse`,
  ];
  return (
    <Callout tone="warning" live="polite" title={`Rien n’est envoyé${S}: ${waiting.filter(Boolean).join(', ')}`}>
      <ul className="entry-missing">
        {refused.map((one) => (
          <li key={one.place}>
            <button type="button" className="entry-link" onClick={() => props.onTakeUp(one)}>
              {one.place}
            </button>{' '}
            — <code>{one.text}</code> {one.why}
          </li>
        ))}
        {missing.map((one) => (
          <MissingCell
            key={one.indicatorId}
            missing={one}
            reason={reasons[one.indicatorId] ?? ''}
            onReason={(text) => props.onReason(one.indicatorId, text)}
            onGoTo={() => props.onGoTo(one.indicatorId)}
          />
        ))}
      </ul>
    </Callout>
  );
}

const titles: Record<string, string> = {
  submitted: 'Ce mois est envoyé',
  validated: 'Ce mois est validé',
  published: 'Ce mois est publié',
};

/** Sends the month, says what holds it back, and lets a reason stand for a value. */
export function SendMonth(props: SendMonthProps) {
  const { missing, status, refused } = props;
  const [tried, setTried] = useState(false);
  const [reasons, setReasons] = useState<Readonly<Record<number, string>>>({});
  const given = Object.entries(reasons)
    .map(([id, text]) => ({ indicatorId: Number(id), reason: text.trim() }))
    .filter(({ reason, indicatorId }) => reason !== '' && missing?.some((one) => one.indicatorId === indicatorId));
  const send = () => {
    setTried(true);
    if (refused.length === 0) props.onSend(given);
  };
  const title = titles[status];
  return (
    <>
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
      <HeldBack
        refused={tried ? refused : []}
        onTakeUp={props.onTakeUp}
        missing={missing ?? []}
        reasons={reasons}
        onReason={(indicatorId, text) => setReasons({ ...reasons, [indicatorId]: text })}
        onGoTo={props.onGoTo}
      />
      {missing?.length === 0 && <FlaggedCells flagged={props.flagged} unitOf={props.unitOf} onGoTo={props.onGoTo} />}
      {props.error && <Callout tone="danger" live="assertive" title={props.error} />}
      <SendBar {...props} onSend={send} />
    </>
  );
}

/** How many of the missing figures the bar names. */
const NAMED = 3;

function BarWords({ toFill = [], cut = false, unsaved, status, onGoTo }: Omit<SendMonthProps, 'onSend'>) {
  if (cut) return 'Hors connexion\u00a0: l’envoi sera possible au retour du réseau.';
  if (unsaved) return 'Des cellules ne sont pas encore enregistrées. L’envoi sera possible dès qu’elles le seront.';
  if (toFill.length === 0)
    return status === 'draft' ? 'Tout est rempli et enregistré.' : 'Tout est enregistré. Une correction part aussitôt.';
  const beyond = toFill.length - NAMED;
  return (
    <>
      <strong>{toFill.length === 1 ? 'Il manque un chiffre' : `Il manque ${toFill.length} chiffres`}</strong>
      {S}:{' '}
      {toFill.slice(0, NAMED).map((row, place) => (
        <span key={row.id}>
          {place > 0 && ', '}
          <button type="button" className="entry-link" onClick={() => onGoTo(row.id)}>
            {row.label}
          </button>
        </span>
      ))}
      {beyond > 0 && ` et ${frenchCount(beyond, 'autre', 'autres')}`}
      <span className="entry-bar-more">. Sans {toFill.length === 1 ? 'lui' : 'eux'}, envoyez et dites pourquoi.</span>
    </>
  );
}

/** At the foot of the screen, wherever one is in the month: what is missing, and the act that ends it. */
function SendBar({ onSend, ...props }: Omit<SendMonthProps, 'onSend'> & { onSend: () => void }) {
  return (
    <div className="entry-bar">
      <p className="entry-bar-words">
        <BarWords {...props} />
      </p>
      <Button
        data-send=""
        variant="primary"
        icon="arrow-right"
        busy={props.sending}
        disabled={props.unsaved || props.cut === true}
        onClick={onSend}
      >
        {props.status === 'draft' ? 'Envoyer le mois' : 'Envoyer de nouveau le mois'}
      </Button>
      <span className="entry-bar-key">Ctrl+Entrée</span>
    </div>
  );
}
