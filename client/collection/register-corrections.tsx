import { frenchMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { Answers } from '../lib/trpc.ts';
import { Callout } from '../ui/status/callout.tsx';
import { contentWords } from './prepare-review.ts';

export type RegisterToValidate = Answers['collection']['cells']['registers'][number];

/** The registers as they were on the screen. */
export const seenRegisters = (registers: readonly Pick<RegisterToValidate, 'source' | 'sequence'>[]) =>
  registers.map(({ source, sequence }) => ({ source, sequence }));

/** Rows that changed no figure to validate are validated alone, with a month that was sent; a survey of no month, with any. */
export const aloneOf = (registers: readonly RegisterToValidate[], isSent: boolean) =>
  registers.filter(({ source }) => isSent || registerOf(source).measurements.length === 0);

const bare = { reason: null, comment: null };

/** What the rows of registers correct of months already validated: validated by the same act, so shown before it. */
export function RegisterCorrections({ registers }: { registers: readonly RegisterToValidate[] }) {
  const found = registers.filter(({ corrections }) => corrections.length > 0);
  return found.map(({ source, corrections }) => (
    <Callout
      key={source}
      tone="warning"
      title={`Le registre «${S}${registerOf(source).label}${S}» corrige aussi des mois validés, en attente de validation`}
    >
      <ul>
        {corrections.map((one) => (
          <li key={`${one.indicatorId} ${one.month}`}>
            {frenchMonth(one.month)}, {one.label}
            {S}: {contentWords({ ...one.before, ...bare }, one.unit)} → {contentWords({ ...one, ...bare }, one.unit)}
          </li>
        ))}
      </ul>
      <p>Ces corrections sont validées avec le mois.</p>
    </Callout>
  ));
}
