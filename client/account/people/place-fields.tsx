import { type AccountRole, accountRoles } from '../../../shared/schemas/account.ts';
import { Select } from '../../ui/form/select.tsx';
import { roleWords } from '../account-words.ts';

export interface Place {
  role: AccountRole;
  organisationId: number | null;
}

export interface OrganisationChoice {
  id: number;
  name: string;
}

/** Null, or what is missing: a contributor writes for an organisation. */
export function placeFault({ role, organisationId }: Place): string | null {
  return role === 'contributor' && organisationId === null
    ? 'Choisissez la structure pour laquelle cette personne écrit.'
    : null;
}

/** The role, and the organisation that only a contributor has. */
export function PlaceFields({
  place,
  organisations,
  onChange,
  error,
}: {
  place: Place;
  organisations: readonly OrganisationChoice[];
  onChange: (place: Place) => void;
  error?: string | undefined;
}) {
  return (
    <>
      <Select<AccountRole>
        label="Rôle"
        value={place.role}
        options={accountRoles.map((role) => ({ value: role, label: roleWords[role] }))}
        onChange={(role) => onChange({ role, organisationId: null })}
      />
      {place.role === 'contributor' && (
        <Select
          label="Structure"
          required
          placeholder="Choisir…"
          error={error}
          value={place.organisationId === null ? '' : String(place.organisationId)}
          options={organisations.map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(id) => onChange({ ...place, organisationId: id === '' ? null : Number(id) })}
        />
      )}
    </>
  );
}
