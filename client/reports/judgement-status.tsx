import { type Judgement, judgementWords } from '../../shared/domain/report/report-judgement.ts';
import { Status, type StatusShape, type StatusTone } from '../ui/status/status.tsx';

const looks: Record<Judgement, { tone: StatusTone; shape: StatusShape }> = {
  compromised: { tone: 'bad', shape: 'arrow-down' },
  'support-needed': { tone: 'watch', shape: 'triangle' },
  achievable: { tone: 'info', shape: 'circle' },
  secured: { tone: 'good', shape: 'check' },
};

/** The judgement of an action: its word, its shape and its colour. */
export function JudgementStatus({ judgement }: { judgement: Judgement | null }) {
  if (judgement === null)
    return (
      <Status variant="plain" tone="neutral" shape="dash">
        non appréciée
      </Status>
    );
  return (
    <Status variant="plain" {...looks[judgement]}>
      {judgementWords[judgement]}
    </Status>
  );
}
