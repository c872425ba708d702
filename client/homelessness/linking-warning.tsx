import { useQuery } from '@tanstack/react-query';
import { frenchDate, frenchInteger } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Terms } from '../lib/words/term.tsx';
import { Callout } from '../ui/status/callout.tsx';

/** What may be counted twice, and what is known of it: the assessment is the coordination's to record, on the imports page. */
export function LinkingWarning() {
  const trpc = useTRPC();
  const { data, isPending } = useQuery(trpc.homelessness.linking.queryOptions());
  if (isPending) {
    // Its place is kept, so that nothing jumps when the answer comes.
    return (
      <div className="linking-awaited">
        <NotLinked />
      </div>
    );
  }
  if (!data) return null;
  if (!data.since) return <NotLinked />;
  return (
    <Callout tone="info">
      Les sources sont rapprochées depuis l’AIPD du {frenchDate(data.since)}
      {data.people === null
        ? ''
        : ` : ${frenchInteger(data.people)} ${data.people > 1 ? 'personnes connues' : 'personne connue'} d’au moins deux sources, à ne pas compter deux fois si on les additionne`}
      . <Terms>Ce registre, lui, ne compte que les demandes du SIAO</Terms>
      {'\u00a0'}: celles d’un même ménage y comptent pour un seul quand le fichier permet de les rapprocher.
    </Callout>
  );
}

function NotLinked() {
  return (
    <Callout tone="warning">
      Une personne connue de deux sources peut être comptée deux fois{'\u00a0'}: chaque demande compte pour un ménage,
      et rien ne relie deux demandes d’un même ménage avant l’analyse d’impact sur la protection des données (
      <Terms>AIPD</Terms>).
    </Callout>
  );
}
