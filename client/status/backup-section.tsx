import { NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Status } from '../ui/status/status.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import type { ServiceStatus } from './service-status.ts';
import { instantWords, weightWords } from './status-words.ts';

type Backups = ServiceStatus['backups'];

const verdicts = {
  same: { tone: 'good', shape: 'check', word: 'Rend les mêmes chiffres' },
  different: { tone: 'bad', shape: 'triangle', word: 'Ne rend pas les mêmes chiffres' },
  impossible: { tone: 'watch', shape: 'square', word: 'N’a pas pu être vérifiée' },
} as const;

function Verdict({ verification }: Pick<Backups, 'verification'>) {
  if (!verification) return 'aucune encore\u00a0: la première suit la prochaine sauvegarde';
  const { tone, shape, word } = verdicts[verification.outcome];
  const same = verification.outcome === 'same';
  return (
    <>
      <Status tone={tone} shape={shape} variant="plain">
        {word}
      </Status>
      {same ? ` (${verification.words} indicateurs comparés)` : `${S}: ${verification.words}`}, le{' '}
      {instantWords(verification.at)}
    </>
  );
}

/** The last backup, the last one that was put back to see, and what went wrong. */
export function BackupSection({ backups }: { backups: Backups }) {
  const { on, last, kept, failure, verification } = backups;
  return (
    <Section
      title="Sauvegardes"
      lead="Une par nuit. Une fois par semaine, elle est remise dans une base d’essai et comparée."
    >
      {!on && (
        <Callout tone="warning" title="Les sauvegardes automatiques sont coupées (BACKUPS=0).">
          <p>
            Faites-les autrement{'\u00a0'}: commande «{'\u00a0'}npm run backup{'\u00a0'}», ou sauvegarde du serveur
            PostgreSQL.
          </p>
        </Callout>
      )}
      {failure && (
        <Callout tone="danger" title={`La sauvegarde du ${instantWords(failure.at)} a échoué.`}>
          <p>{failure.words}</p>
        </Callout>
      )}
      <DefinitionList
        items={[
          { term: 'Dernière', description: last ? `${last.name} (${weightWords(last.bytes)})` : 'aucune encore' },
          { term: 'Gardées', description: String(kept) },
          { term: 'Dernière vérification', description: <Verdict verification={verification} /> },
        ]}
      />
    </Section>
  );
}
