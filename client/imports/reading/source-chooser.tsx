import type { SourceName } from '../../../shared/registers/register.ts';
import { sourceLabel, sourceOptions } from '../../lib/words/register-words.ts';
import { Select } from '../../ui/form/select.tsx';
import { scoreWords } from '../mapping/mapping-model.ts';
import { type Candidate, isRefused, type Opened, type Refused } from './reading-protocol.ts';

/** What the file may be, the likeliest first, each with its reason. */
function candidatesOf(read: Opened | Refused): Candidate[] {
  if (isRefused(read)) return read.candidates ?? [];
  return [{ source: read.source, label: sourceLabel(read.source), score: read.score, reason: read.reason }];
}

/** The source that the file comes from: what was recognised, how surely and why, and every other one. */
export function SourceChooser({
  read,
  source,
  busy,
  onChoose,
}: {
  read: Opened | Refused;
  source: SourceName | '';
  busy: boolean;
  onChoose: (source: SourceName) => void;
}) {
  const candidates = candidatesOf(read).filter(({ score }) => score > 0);
  const likely = new Set(candidates.map((one) => one.source));
  const options = [
    ...candidates.map((one) => ({
      value: one.source,
      label: `${one.label} (${scoreWords(one.score)})`,
      group: 'D’après le fichier',
    })),
    ...sourceOptions.filter(({ value }) => !likely.has(value)).map((one) => ({ ...one, group: 'Autres sources' })),
  ];
  const chosen = candidates.find((one) => one.source === source);
  return (
    <Select
      label="Source du fichier"
      required
      placeholder="Choisir…"
      disabled={busy}
      hint={chosen ? `${scoreWords(chosen.score)} : ${chosen.reason}` : undefined}
      options={options}
      value={source}
      onChange={(value) => value && onChoose(value as SourceName)}
    />
  );
}
