import { useState } from 'react';
import { Button } from '../../ui/form/button.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { frenchMoment } from '../account-words.ts';
import '../account.css';

/** The message left, or else the link to pass on, shown this once. */
export function LinkReady({ link, expiresAt }: { link: string | null; expiresAt: string }) {
  const [copied, setCopied] = useState(false);
  if (link === null) {
    return (
      <Callout tone="success" title="Le message est parti." live="polite">
        Le lien sert une fois, jusqu’au {frenchMoment(expiresAt)}.
      </Callout>
    );
  }
  const copy = () => navigator.clipboard.writeText(link).then(() => setCopied(true));
  return (
    <div className="account-form">
      <Callout tone="info" title="Transmettez ce lien vous-même" live="polite">
        Aucun serveur de messagerie n’est configuré. Ce lien n’est montré qu’une fois ; il sert une fois, jusqu’au{' '}
        {frenchMoment(expiresAt)}.
      </Callout>
      <code className="account-link">{link}</code>
      {'clipboard' in navigator && (
        <div className="account-actions">
          <Button icon={copied ? 'check' : 'document'} onClick={() => void copy()}>
            {copied ? 'Lien copié' : 'Copier le lien'}
          </Button>
        </div>
      )}
    </div>
  );
}
