import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import { BackupSection } from './backup-section.tsx';
import { JobTable } from './job-table.tsx';
import type { ServiceStatus } from './service-status.ts';
import { durationWords, instantWords, weightWords } from './status-words.ts';

const AGAIN_MS = 10_000;
const ASKED_MS = 2_000;
const NARROW = 0.1;

function useStatus() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: trpc.status.pathKey() });
  const backUp = useMutation(trpc.status.backUp.mutationOptions({ onSettled }));
  const refetchInterval = backUp.isSuccess ? ASKED_MS : AGAIN_MS;
  return { backUp, status: useQuery(trpc.status.read.queryOptions(undefined, { refetchInterval })) };
}

function VersionSection({ versions, process, now }: Pick<ServiceStatus, 'versions' | 'process' | 'now'>) {
  const age = process.startedAt === null ? null : Date.parse(now) - Date.parse(process.startedAt);
  const database = versions.kind === 'embedded' ? 'embarquée' : 'sur un serveur';
  return (
    <Section title="Versions et marche">
      <DefinitionList
        items={[
          { term: 'Observatoire', description: versions.product },
          { term: 'Base de données', description: `PostgreSQL ${versions.postgres}, ${database}` },
          { term: 'Node.js', description: versions.node },
          { term: 'Mises à jour de la base', description: `${versions.migrations}, jusqu’à ${versions.lastMigration}` },
          { term: 'En marche depuis', description: age === null ? 'inconnu' : durationWords(age) },
          { term: 'Mémoire du serveur', description: weightWords(process.memoryBytes) },
          { term: 'Écrans qui suivent les chiffres', description: String(process.liveLines) },
        ]}
      />
    </Section>
  );
}

function PlaceSection({ disk, versions, mails }: Pick<ServiceStatus, 'disk' | 'versions' | 'mails'>) {
  const narrow = disk !== null && disk.free <= NARROW * disk.total;
  return (
    <Section title="Place et courriels">
      {narrow && (
        <Callout tone="warning" title="Le disque est presque plein.">
          <p>Libérez de la place{'\u00a0'}: sans elle, plus rien ne peut être enregistré.</p>
        </Callout>
      )}
      <DefinitionList
        items={[
          {
            term: 'Place libre sur le disque',
            description: disk ? `${weightWords(disk.free)} sur ${weightWords(disk.total)}` : 'inconnue',
          },
          { term: 'Base de données', description: weightWords(versions.databaseBytes) },
          { term: 'Courriels en attente', description: String(mails.queued) },
          { term: 'Courriels en échec', description: String(mails.failed) },
        ]}
      />
    </Section>
  );
}

/** `/etat-du-service`: what whoever looks after the observatory needs to know, and the backup that can be made now. */
export function StatusPage() {
  const { status, backUp } = useStatus();
  if (!status.data) return <PageState query={status} label="Chargement de l’état du service" lines={8} />;
  const { backups, jobs, process, now, ...rest } = status.data;
  return (
    <>
      <PageHeader
        title="État du service"
        lead={`Sauvegardes, tâches, place et versions. Vu le ${instantWords(now)}.`}
        actions={
          backups.on && (
            <Button variant="primary" icon="archive" disabled={backUp.isPending} onClick={() => backUp.mutate()}>
              Sauvegarder maintenant
            </Button>
          )
        }
      />
      {backUp.isSuccess && (
        <Callout
          tone="success"
          live="polite"
          title={'La sauvegarde est demandée\u00a0: elle apparaît ici une fois faite.'}
        />
      )}
      {backUp.error && <Callout tone="danger" live="assertive" title={errorMessage(backUp.error)} />}
      <BackupSection backups={backups} />
      <JobTable jobs={jobs} alive={process.loopsAlive} />
      <PlaceSection {...rest} />
      <VersionSection {...rest} process={process} now={now} />
    </>
  );
}
