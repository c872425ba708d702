import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { partnerSumsWords } from '../../shared/domain/finance/finance-words.ts';
import type { FinanceYear, PartnerMoney } from '../../shared/domain/finance/finance-year.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { useWritten } from './finance-data.ts';
import { PartnerDetails } from './partner-details.tsx';
import { PartnerDialog } from './partner-dialog.tsx';
import { RemovalDialog } from './removal-dialog.tsx';

type Asked = { kind: 'edit'; partner: PartnerMoney | null } | { kind: 'remove'; partner: PartnerMoney };

function Removal({ partner, onClose }: { partner: PartnerMoney; onClose: () => void }) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.finance.removePartner.mutationOptions(useWritten(onClose)));
  return (
    <RemovalDialog
      title={`Retirer la convention avec ${partner.organisation.name}`}
      mutation={remove}
      onConfirm={(reason) => remove.mutate({ id: partner.id, version: partner.version, reason })}
      onClose={onClose}
    />
  );
}

/** The conventions with partners of the year, each with its instalments and supporting documents. */
export function PartnersSection({ finance, canWrite }: { finance: FinanceYear; canWrite: boolean }) {
  const [asked, ask] = useState<Asked | null>(null);
  const close = () => ask(null);
  const { partners, partnerSums, year, lines } = finance;
  const add = canWrite && (
    <Button size="small" icon="plus" onClick={() => ask({ kind: 'edit', partner: null })}>
      Ajouter une convention
    </Button>
  );
  return (
    <Section
      title="Conventions avec les partenaires"
      id="partenaires"
      lead={partners.length === 0 ? undefined : `En ${year}\u00a0: ${partnerSumsWords(partnerSums)}`}
      actions={add}
    >
      {partners.length === 0 ? (
        <EmptyState title={`Aucune convention n’est enregistrée pour ${year}`} headingLevel={3}>
          Ajoutez celles que le conseil a votées, ou reprenez-les d’un classeur.
        </EmptyState>
      ) : (
        partners.map((partner) => (
          <PartnerDetails
            key={partner.id}
            partner={partner}
            year={year}
            actions={
              canWrite && (
                <>
                  <Button size="small" icon="edit" onClick={() => ask({ kind: 'edit', partner })}>
                    Modifier<span className="visually-hidden"> la convention avec {partner.organisation.name}</span>
                  </Button>
                  <Button variant="quiet" size="small" icon="trash" onClick={() => ask({ kind: 'remove', partner })}>
                    Retirer<span className="visually-hidden"> la convention avec {partner.organisation.name}</span>
                  </Button>
                </>
              )
            }
          />
        ))
      )}
      {asked?.kind === 'edit' && <PartnerDialog year={year} lines={lines} partner={asked.partner} onClose={close} />}
      {asked?.kind === 'remove' && <Removal partner={asked.partner} onClose={close} />}
    </Section>
  );
}
