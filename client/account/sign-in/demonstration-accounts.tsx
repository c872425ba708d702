import type { AccountRole } from '../../../shared/schemas/account.ts';
import type { Answers } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { Card } from '../../ui/layout/card.tsx';
import { Tag } from '../../ui/status/tag.tsx';
import type { IconName } from '../../ui/text/icon.tsx';

type DemonstrationAccount = Answers['session']['me']['demonstrationAccounts'][number];

const doorWords: [AccountRole, string, IconName][] = [
  ['coordinator', 'Entrer comme coordinatrice', 'chart'],
  ['contributor', 'Entrer comme association', 'edit'],
  ['reader', 'Entrer comme services de l’État', 'eye'],
];

/** The three ways into the demonstration; nothing is shown when there is none. */
export function DemonstrationAccounts({
  accounts,
  busy,
  onEnter,
}: {
  accounts: readonly DemonstrationAccount[];
  busy: boolean;
  onEnter: (account: DemonstrationAccount) => void;
}) {
  if (accounts.length === 0) return null;
  return (
    <Card title="Essayer la démonstration" actions={<Tag variant="fictitious" />}>
      <p>Un clic suffit. Une visite guidée de deux minutes vous attend ; on peut la passer.</p>
      <div className="demonstration-accounts">
        {doorWords.map(([role, words, icon]) => {
          const account = accounts.find((candidate) => candidate.role === role);
          if (!account) return null;
          return (
            <Button key={role} icon={icon} busy={busy} onClick={() => onEnter(account)}>
              {words}
              {account.organisationName && ` (${account.organisationName})`}
            </Button>
          );
        })}
      </div>
    </Card>
  );
}
