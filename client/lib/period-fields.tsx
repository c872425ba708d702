import { TextInput } from '../ui/form/text-input.tsx';

interface PeriodFieldsProps {
  fromDate: string;
  toDate: string;
  /** What is wrong with each day; nothing when it is right, or not asked yet. */
  faults: { fromDate?: string | false | null; toDate?: string | false | null };
  /** The last day may be left empty; the hint says what that means. */
  openEnd?: string;
  onChange: (part: { fromDate: string } | { toDate: string }) => void;
}

/** From a first day to a last one. */
export function PeriodFields({ fromDate, toDate, faults, openEnd, onChange }: PeriodFieldsProps) {
  return (
    <>
      <TextInput
        label="Premier jour"
        type="date"
        width="medium"
        required
        value={fromDate}
        error={faults.fromDate}
        onChange={(event) => onChange({ fromDate: event.target.value })}
      />
      <TextInput
        label="Dernier jour"
        hint={openEnd}
        type="date"
        width="medium"
        required={openEnd === undefined}
        value={toDate}
        error={faults.toDate}
        onChange={(event) => onChange({ toDate: event.target.value })}
      />
    </>
  );
}
