import { setSingleKeys, useSingleKeys } from '../lib/newcomer.ts';
import { useSession } from '../lib/session.ts';
import { showShortcuts } from '../lib/shortcuts.ts';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { Dialog } from '../ui/overlay/dialog.tsx';
import { shortcutGroups } from './shortcut-list.ts';
import './help.css';

/** What `?` opens: every key of the product, and the way to switch off those of one letter. */
export function ShortcutDialog() {
  const person = useSession().data?.viewer?.id;
  const single = useSingleKeys(person);
  return (
    <Dialog open onOpenChange={showShortcuts} title="Raccourcis clavier" size="medium">
      {shortcutGroups.map(({ title, keys }) => (
        <table key={title} className="help-keys">
          <caption>{title}</caption>
          <tbody>
            {keys.map(({ press, does }) => (
              <tr key={does}>
                <th scope="row">
                  {press.map((key, index) => (
                    <span key={key}>
                      {index > 0 && ' puis '}
                      <kbd>{key}</kbd>
                    </span>
                  ))}
                </th>
                <td>{does}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {person !== undefined && (
        <Checkbox
          label="Raccourcis d’une seule touche (« ? », ou g puis une lettre)"
          hint="À couper avec une commande vocale. Cette liste reste sur la page Aide."
          checked={single}
          onChange={(on) => setSingleKeys(person, on)}
        />
      )}
    </Dialog>
  );
}
