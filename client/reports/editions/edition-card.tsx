import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EditionKind, EditionStatus } from '../../../shared/domain/report/edition.ts';
import { frenchDate } from '../../../shared/domain/words/french-format.ts';
import { useSession } from '../../lib/session.ts';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { errorMessage } from '../../lib/words/error-messages.ts';
import { Button } from '../../ui/form/button.tsx';
import { LinkButton } from '../../ui/form/link-button.tsx';
import { Card } from '../../ui/layout/card.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { Status, type StatusShape, type StatusTone } from '../../ui/status/status.tsx';
import { clockWords } from '../editor/clock-words.ts';
import { EditionProof } from './edition-proof.tsx';
import { SendingReceipts } from './sending-receipts.tsx';
import './edition.css';

export type EditionShown = Answers['editions']['forYear']['editions'][number];

const statuses: Record<EditionStatus, [string, StatusTone, StatusShape]> = {
  draft: ['en préparation', 'neutral', 'pencil'],
  frozen: ['figée', 'info', 'lock'],
  voted: ['votée', 'info', 'check'],
  sent: ['envoyée', 'good', 'check'],
};

/** An addendum is masculine, an edition is not. */
const agreed = (kind: EditionKind, word: string) => (kind === 'addendum' ? word.replace(/ée$/, 'é') : word);

const capitalised = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The life of an edition, in dates. */
function Dates({ edition }: { edition: EditionShown }) {
  const { kind, frozenAt, frozenByName, deliberation, votedOn, sentAt } = edition;
  const lines = [
    frozenAt && `${agreed(kind, 'Figée')} ${clockWords(frozenAt)} par ${frozenByName}.`,
    deliberation && `Votée par la délibération ${deliberation} du ${frenchDate(votedOn ?? '')}.`,
    sentAt && `${agreed(kind, 'Envoyée')} ${clockWords(sentAt)}.`,
  ].filter(Boolean);
  return lines.map((one) => <p key={String(one)}>{one}</p>);
}

type Act = 'freeze' | 'vote' | 'send' | 'compare';

/** What may be done next: the next step first, and nothing that would be refused. */
function actsOf({ kind, status }: EditionShown): { act: Act; label: string }[] {
  const sends = status === 'voted' || status === 'sent' || (kind === 'addendum' && status === 'frozen');
  return [
    ...(status === 'draft' ? [{ act: 'freeze' as const, label: 'Figer…' }] : []),
    ...(status === 'frozen' && kind === 'report' ? [{ act: 'vote' as const, label: 'Noter le vote…' }] : []),
    ...(sends ? [{ act: 'send' as const, label: status === 'sent' ? 'Envoyer encore…' : 'Préparer l’envoi…' }] : []),
    ...(status !== 'draft' && kind === 'report' ? [{ act: 'compare' as const, label: 'Comparer…' }] : []),
  ];
}

export interface EditionCardProps {
  edition: EditionShown;
  year: number;
  onAct: (act: Act) => void;
}

/** One edition: where it is in its life, its files, its proof, to whom it went. */
export function EditionCard({ edition, year, onAct }: EditionCardProps) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const role = useSession().data?.viewer?.role;
  const discard = useMutation(
    trpc.editions.discard.mutationOptions({
      onSettled: () => cache.invalidateQueries(trpc.editions.forYear.queryFilter({ year })),
    }),
  );
  const [word, tone, shape] = statuses[edition.status];
  return (
    <Card
      title={capitalised(edition.words)}
      headingLevel={3}
      actions={
        <Status tone={tone} shape={shape}>
          {agreed(edition.kind, word)}
        </Status>
      }
    >
      <div className="edition">
        <Dates edition={edition} />
        {edition.files.length > 0 && (
          <div className="edition-files">
            {edition.hasCertificate && (
              <LinkButton href={`/documents/edition/${edition.id}-certificat.pdf`} icon="download" download>
                Certificat de vote
                <span className="visually-hidden">{`\u00a0: ${edition.words}`}</span>
              </LinkButton>
            )}
            {edition.files.map(({ format, isExtract }) => (
              <LinkButton key={format} href={`/documents/edition/${edition.id}.${format}`} icon="download" download>
                {isExtract ? `Extrait ${format.toUpperCase()}` : format.toUpperCase()}
                <span className="visually-hidden">{`\u00a0: ${edition.words}`}</span>
              </LinkButton>
            ))}
          </div>
        )}
        {edition.files.some(({ isExtract }) => isExtract) && (
          <p className="field-hint">
            Les extraits ne contiennent pas les montants qui ne concernent pas votre structure.
          </p>
        )}
        {edition.warnings.length > 0 && (
          <details>
            <summary>{`${agreed(edition.kind, 'Figée')} malgré ${edition.warnings.length === 1 ? 'un avertissement' : `${edition.warnings.length} avertissements`}`}</summary>
            <ul>
              {edition.warnings.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </details>
        )}
        {edition.sha256 && role !== 'contributor' && <EditionProof id={edition.id} sha256={edition.sha256} />}
        <SendingReceipts sendings={edition.sendings} />
        {discard.isError && <Callout tone="danger" live="assertive" title={errorMessage(discard.error)} />}
        {role === 'coordinator' && (
          <div className="edition-acts">
            {actsOf(edition).map(({ act, label }, rank) => (
              <Button
                key={act}
                variant={rank === 0 && act !== 'compare' ? 'primary' : 'secondary'}
                onClick={() => onAct(act)}
              >
                {label}
              </Button>
            ))}
            {edition.status === 'draft' && (
              <Button variant="quiet" busy={discard.isPending} onClick={() => discard.mutate({ id: edition.id })}>
                Abandonner
              </Button>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}
