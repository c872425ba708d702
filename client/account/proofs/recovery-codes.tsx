import { useState } from 'react';
import { Button } from '../../ui/form/button.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import '../account.css';

/** The recovery codes, shown this once: to print, or to copy somewhere safe. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true));
  return (
    <div className="account-form">
      <Callout tone="warning" title="Gardez ces codes de secours" live="polite">
        Ils ne seront plus montrés. Chacun remplace une fois le code de votre téléphone, si vous le perdez. Imprimez-les
        ou notez-les, loin de votre ordinateur.
      </Callout>
      <ul className="account-codes" aria-label="Codes de secours">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="account-actions">
        {'clipboard' in navigator && (
          <Button icon={isCopied ? 'check' : 'document'} onClick={() => void copy()}>
            {isCopied ? 'Codes copiés' : 'Copier les codes'}
          </Button>
        )}
        <Button variant="primary" onClick={onDone}>
          Je les ai gardés
        </Button>
      </div>
    </div>
  );
}
