import { frenchMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { registerLabels } from '../../shared/registers/register-labels.ts';
import type { Answers } from '../lib/trpc.ts';
import { Callout } from '../ui/status/callout.tsx';
import { Link } from '../ui/text/link.tsx';

type Waiting = Answers['collection']['matrix']['registers'][number];

/** Rows change what is read without a figure of a month to validate: the registers that wait are named, with where to see them. */
export function WaitingRegisters({ registers }: { registers: readonly Waiting[] }) {
  if (registers.length === 0) return null;
  return (
    <Callout tone="warning" title="Lignes de registres en attente de validation">
      <ul>
        {registers.map(({ organisationId, organisation, source, month }) => (
          <li key={`${organisationId} ${source}`}>
            {organisation}, registre «{S}
            {registerLabels[source]}
            {S}»{S}: <Link href={`/collecte/${organisationId}/${month}`}>les valider avec {frenchMonth(month)}</Link>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
