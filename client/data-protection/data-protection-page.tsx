import { useQuery } from '@tanstack/react-query';
import { frenchCount, frenchDate } from '../../shared/domain/words/french-format.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { DefinitionList } from '../ui/table/definition-list.tsx';
import { Table } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { PersonSearch } from './person-search.tsx';
import { ProcessingList } from './processing-list.tsx';
import { RowAges } from './row-ages.tsx';
import './data-protection.css';

interface KeysAndAssessment {
  keys: { fingerprint: string; since: string | null; days: number } | null;
  assessment: { date: string; reference: string } | null;
  isCoordinator: boolean;
}

function Pseudonyms({ keys, assessment, isCoordinator }: KeysAndAssessment) {
  const recorded = assessment
    ? `Enregistrée, datée du ${frenchDate(assessment.date)} : ${assessment.reference}. Les dossiers d’une même personne sont rapprochés.`
    : 'Non enregistrée : les dossiers d’une même personne ne sont pas rapprochés d’une source à l’autre.';
  const age = keys && `${keys.fingerprint}, en service depuis ${frenchCount(keys.days, 'jour', 'jours')}.`;
  return (
    <Section
      title="Pseudonymes et analyse d’impact"
      lead="Un numéro de dossier n’est gardé que sous forme d’empreinte, calculée avec une clé qui reste hors de la base."
    >
      <DefinitionList
        items={[
          {
            key: 'key',
            term: 'Empreinte de la clé',
            description: `${age ?? 'Pas encore de clé.'} La commande rotate-key en ajoute une.`,
          },
          {
            key: 'aipd',
            term: 'Analyse d’impact (AIPD)',
            description: (
              <>
                {recorded} {isCoordinator && <Link href="/imports">L’enregistrer ou la retirer</Link>}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

/** `/protection-des-donnees`: what is kept, why, how long; the coordination's acts. */
export function DataProtectionPage() {
  const trpc = useTRPC();
  const isCoordinator = useSession().data?.viewer?.role === 'coordinator';
  const record = useQuery(trpc.dataProtection.record.queryOptions());
  if (!record.data) return <PageState query={record} label="Chargement de la protection des données" />;
  const { processings, aboutNobody, shortLived, keys, assessment } = record.data;
  return (
    <div className="data-protection">
      <PageHeader
        title="Protection des données"
        lead="Ce qui est gardé, pourquoi, pour qui et combien de temps. Les noms, dates de naissance, adresses et téléphones n’entrent jamais."
        actions={<Button onClick={() => window.print()}>Imprimer</Button>}
      />
      {isCoordinator && <RowAges />}
      {isCoordinator && <PersonSearch />}
      <Section
        title="Registre des traitements"
        lead="Écrit à partir des colonnes, des durées et des clés que le produit utilise. Les bases légales sont à confirmer par votre délégué à la protection des données."
      >
        <ProcessingList processings={processings} />
      </Section>
      <Pseudonyms keys={keys} assessment={assessment} isCoordinator={isCoordinator} />
      <Section title="Ce qui reste après l’effacement d’une ligne">
        <p>
          Des dénombrements : combien de lignes avaient le même mois, le même parc ou la même situation, selon ce que
          regarde chaque chiffre. Ni numéro, ni pseudonyme, ni import d’une personne. Les chiffres de toutes les années
          restent ceux qui ont été publiés. Ce qui a été compté le reste selon les règles du jour de l’effacement : un
          nouveau seuil de perte de contact ne recompte que les lignes présentes.
        </p>
      </Section>
      <Section title="Ce qui ne concerne personne, et ce qui ne dure pas">
        <Table
          caption="Registres sans données de personnes"
          rows={aboutNobody}
          rowKey={({ label }) => label}
          cardsOnPhone
          dense
          columns={[
            { key: 'label', header: 'Registre', rowHeader: true, cell: ({ label }) => label },
            { key: 'dropped', header: 'Ce qui est écarté', cell: ({ dropped }) => dropped },
          ]}
        />
        <Table
          caption="Ce qui est gardé peu de temps"
          rows={shortLived}
          rowKey={({ what }) => what}
          dense
          columns={[
            { key: 'what', header: 'Quoi', rowHeader: true, cell: ({ what }) => what },
            { key: 'duration', header: 'Durée', cell: ({ duration }) => duration },
          ]}
        />
      </Section>
    </div>
  );
}
