import { useState } from 'react';
import {
  frenchCount,
  frenchMonth,
  frenchShortDate,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import { RemindDialog } from '../lib/reminders/remind-dialog.tsx';
import { flagWords } from '../lib/words/flag-words.ts';
import { Button } from '../ui/form/button.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Status } from '../ui/status/status.tsx';
import { cellNotes, type Envoi, isOpen, isOwed, lookOfCell, type MatrixRow } from './prepare-collection.ts';
import type { QueuedReturn } from './validation-queue.tsx';

type Contact = MatrixRow['people'][number];

const partWords = { owner: 'répond des chiffres', deputy: 'relais' } as const;

function awayWords({ away }: Contact): string | null {
  if (!away) return null;
  const until = away.until === null ? 'sans date de retour' : `jusqu’au ${frenchShortDate(away.until)}`;
  return `en congé ${until}, relais${S}: ${away.deputy ?? 'aucun'}`;
}

const contactWords = (person: Contact) =>
  [person.part && partWords[person.part], awayWords(person)].filter((words) => words !== null).join(', ');

/** The number to call, where it is known. */
function Phone({ phone }: Pick<MatrixRow, 'phone'>) {
  if (phone === null) return null;
  return (
    <p>
      Appeler le <a href={`tel:${phone.replace(/[^+0-9]/gu, '')}`}>{phone}</a>
    </p>
  );
}

/** Whom to ask for what is missing. */
export function Contacts({ people, phone }: Pick<MatrixRow, 'people' | 'phone'>) {
  if (people.length === 0)
    return (
      <>
        <p>Personne n’a encore de compte.</p>
        <Phone phone={phone} />
      </>
    );
  return (
    <>
      <Phone phone={phone} />
      <ul className="collection-contacts">
        {people.map((person) => (
          <li key={person.email}>
            <a href={`mailto:${person.email}`}>{person.name}</a>
            {contactWords(person) && <span className="collection-facts">{contactWords(person)}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What can be done about a month that is not there: remind, write, fill in their place, invite. */
function OwedActs({ row, cell, onRemind }: Envoi & { onRemind: () => void }) {
  const hasNobody = row.people.length === 0;
  return (
    <>
      <h3>À qui s’adresser</h3>
      <Contacts people={row.people} phone={row.phone} />
      <div className="collection-acts">
        {isOwed(cell) && !hasNobody && (
          <Button variant="primary" icon="mail" onClick={onRemind}>
            Relancer
          </Button>
        )}
        {hasNobody && (
          <LinkButton variant="primary" icon="plus" href={`/personnes?inviter=${row.id}`}>
            Inviter quelqu’un
          </LinkButton>
        )}
        <LinkButton icon="edit" href={`/mon-mois/${cell.month}?organisation=${row.id}`}>
          Saisir à sa place
        </LinkButton>
      </div>
    </>
  );
}

/** What there is to validate: the flagged values with their reason, the number of the others. */
function Waiting({ one, onValidate }: { one: QueuedReturn; onValidate: () => void }) {
  const count = one.flagged.length + one.others.length;
  return (
    <>
      {one.flagged.length > 0 && (
        <ul className="collection-signalled">
          {one.flagged.map(({ indicatorId, label, unit, flags, comment, before }) => (
            <li key={indicatorId}>
              <strong>{label}</strong>
              {flags.map((flag) => (
                <span key={flagWords(flag, unit)} className="collection-facts">
                  {flagWords(flag, unit)}
                </span>
              ))}
              {before && <span className="collection-facts">Correction d’une valeur validée</span>}
              {comment && <span className="collection-facts">{`«${S}${comment}${S}»`}</span>}
            </li>
          ))}
        </ul>
      )}
      {one.others.length > 0 && (
        <p>{frenchCount(one.others.length, 'valeur sans remarque', 'valeurs sans remarque')}.</p>
      )}
      <div className="collection-acts">
        <Button variant="primary" icon="check" onClick={onValidate}>
          {`Lire et valider (${count})`}
        </Button>
      </div>
    </>
  );
}

interface ReturnPanelProps {
  envoi: Envoi;
  /** What there is to validate in it; undefined: nothing, or not known yet. */
  queued: QueuedReturn | undefined;
  onValidate: () => void;
}

/** One return of the matrix: where it stands, and what can be done about it there and then. */
export function ReturnPanel({ envoi, queued, onValidate }: ReturnPanelProps) {
  const { row, cell } = envoi;
  const [reminding, setReminding] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const { word, tone, shape } = lookOfCell(cell);
  const flagged = queued?.flagged.length ?? 0;
  return (
    <section className="collection-panel" aria-labelledby="envoi">
      <h2 id="envoi">{`${row.name}, ${frenchMonth(cell.month)}`}</h2>
      <p>
        <Status tone={tone} shape={shape} variant="plain" note={cellNotes(cell, flagged).join(', ') || undefined}>
          {word}
        </Status>
      </p>
      {queued && <Waiting one={queued} onValidate={onValidate} />}
      {isOpen(cell) && <OwedActs {...envoi} onRemind={() => setReminding(true)} />}
      <p role="status">{said}</p>
      <LinkButton icon="eye" size="small" href={`/collecte/${row.id}/${cell.month}`}>
        Ouvrir l’envoi
      </LinkButton>
      {reminding && (
        <RemindDialog
          organisationIds={[row.id]}
          onClose={(words) => {
            setReminding(false);
            if (words) setSaid(words);
          }}
        />
      )}
    </section>
  );
}
