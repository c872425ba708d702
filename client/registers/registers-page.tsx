import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { allRegisters } from '../../shared/registers/all-registers.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Select } from '../ui/form/select.tsx';
import { Card, CardGrid } from '../ui/layout/card.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';

/** The registers that the structures feed: what each holds, and what never enters it. */
export function RegistersPage() {
  const trpc = useTRPC();
  const navigate = useNavigate({ from: '/registres' });
  const { organisation } = useSearch({ from: '/registres' });
  const help = useQuery(trpc.imports.help.queryOptions());
  if (!help.data) return <PageState query={help} label="Chargement des registres" />;
  const { organisations } = help.data;
  // A structure has its own registers, and no others.
  const looked = organisation ? organisations.filter(({ id }) => id === organisation) : organisations;
  const shown = allRegisters.filter(({ source }) => looked.some(({ feeds }) => feeds.includes(source)));
  const suffix = organisation ? `?organisation=${organisation}` : '';
  return (
    <>
      <PageHeader
        title={organisations.length > 1 ? 'Registres' : 'Vos registres'}
        lead={
          'Les lignes d’où viennent les chiffres\u00a0: demandes, logements, ateliers, procédures. Elles entrent par un fichier, ou à la main. Aucun nom, aucune adresse n’y est gardé.'
        }
      />
      {organisations.length > 1 && (
        <FilterBar>
          <Select
            label="Structure"
            placeholder="Celle qui envoie d’habitude"
            options={organisations.map((one) => ({ value: String(one.id), label: one.name }))}
            value={organisation ? String(organisation) : ''}
            onChange={(id: string) => navigate({ search: id ? { organisation: Number(id) } : {} })}
          />
        </FilterBar>
      )}
      <CardGrid minimum="large">
        {shown.map((register) => (
          <Card
            key={register.source}
            title={register.label}
            footer={
              <LinkButton size="small" icon="arrow-right" href={`/registres/${register.source}${suffix}`}>
                Ouvrir<span className="visually-hidden"> le registre {register.label}</span>
              </LinkButton>
            }
          >
            <p>{register.dropped}</p>
          </Card>
        ))}
      </CardGrid>
    </>
  );
}
