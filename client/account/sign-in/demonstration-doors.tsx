import type { AccountRole } from '../../../shared/schemas/account.ts';
import type { Answers } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { Card } from '../../ui/layout/card.tsx';
import { Tag } from '../../ui/status/tag.tsx';
import type { IconName } from '../../ui/text/icon.tsx';

type DemonstrationDoor = Answers['session']['me']['demonstrationDoors'][number];

const doorWords: [AccountRole, string, IconName][] = [
  ['coordinator', 'Entrer comme coordinatrice', 'chart'],
  ['contributor', 'Entrer comme association', 'edit'],
  ['reader', 'Entrer comme services de l’État', 'eye'],
];

/** The three ways into the demonstration; nothing is shown when there is none. */
export function DemonstrationDoors({
  doors,
  busy,
  onEnter,
}: {
  doors: readonly DemonstrationDoor[];
  busy: boolean;
  onEnter: (door: DemonstrationDoor) => void;
}) {
  if (doors.length === 0) return null;
  return (
    <Card title="Essayer la démonstration" actions={<Tag variant="fictitious" />}>
      <p>Un clic suffit. Une visite guidée de deux minutes vous attend ; on peut la passer.</p>
      <div className="account-doors">
        {doorWords.map(([role, words, icon]) => {
          const door = doors.find((candidate) => candidate.role === role);
          if (!door) return null;
          return (
            <Button key={role} icon={icon} busy={busy} onClick={() => onEnter(door)}>
              {words}
              {door.organisationName && ` (${door.organisationName})`}
            </Button>
          );
        })}
      </div>
    </Card>
  );
}
