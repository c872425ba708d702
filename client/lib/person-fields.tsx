import { TextInput } from '../ui/form/text-input.tsx';

export interface NamedPerson {
  name: string;
  email: string;
}

type PersonFaults = { [Field in keyof NamedPerson]: string | undefined };

/** What a name and an address lack; `example`: an address like the one that is awaited. */
export function personFaults({ name, email }: NamedPerson, example: string): PersonFaults {
  return {
    name: name.trim().length < 2 ? 'Indiquez le prénom et le nom.' : undefined,
    email: /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : `Indiquez une adresse complète, par exemple ${example}.`,
  };
}

export interface PersonFieldsProps {
  person: NamedPerson;
  onChange: (person: NamedPerson) => void;
  /** Null until they are to be shown. */
  faults: PersonFaults | null;
  /** The person is whoever types: the browser may propose what it knows. */
  isOneself?: boolean;
  hint?: string;
}

/** Who somebody is: a first and a last name, an address. */
export function PersonFields({ person, onChange, faults, isOneself = false, hint }: PersonFieldsProps) {
  return (
    <>
      <TextInput
        label="Prénom et nom"
        required
        value={person.name}
        error={faults?.name}
        onChange={(event) => onChange({ ...person, name: event.target.value })}
        {...(isOneself && { autoComplete: 'name' })}
      />
      <TextInput
        label="Adresse électronique"
        type="email"
        required
        value={person.email}
        error={faults?.email}
        onChange={(event) => onChange({ ...person, email: event.target.value })}
        {...(hint && { hint })}
        {...(isOneself && { autoComplete: 'email' })}
      />
    </>
  );
}
