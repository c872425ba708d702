import type { ReactNode } from 'react';
import { frenchPercent } from '../../../shared/domain/words/french-format.ts';
import { Button } from '../form/button.tsx';
import { Status, type StatusShape, type StatusTone } from './status.tsx';
import './progress-steps.css';

export interface ProgressStep {
  key: string;
  label: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** « 12 000 lignes lues », or the reason of the failure. */
  detail?: ReactNode;
}

export interface ProgressStepsProps {
  /** What is being done: « Import du fichier SIAO ». */
  label: string;
  steps: readonly ProgressStep[];
  /** Whole progress between 0 and 1, when it is known. */
  ratio?: number | null;
  onCancel?: () => void;
  cancelling?: boolean;
}

const looks: Record<ProgressStep['state'], { word: string; tone: StatusTone; shape: StatusShape }> = {
  waiting: { word: 'en attente', tone: 'neutral', shape: 'ring' },
  running: { word: 'en cours', tone: 'info', shape: 'clock' },
  done: { word: 'terminé', tone: 'good', shape: 'check' },
  failed: { word: 'échec', tone: 'bad', shape: 'square' },
  cancelled: { word: 'annulé', tone: 'neutral', shape: 'dash' },
};

/** Long work: its steps, how far it is, and the way to stop it. */
export function ProgressSteps({ label, steps, ratio, onCancel, cancelling }: ProgressStepsProps) {
  const running = steps.find((step) => step.state === 'running');
  return (
    <div className="progress-steps">
      <div className="progress-steps-head">
        <progress className="progress-steps-bar" aria-label={label} max={1} value={ratio ?? undefined} />
        <span className="progress-steps-percent">{ratio == null ? '' : frenchPercent(ratio)}</span>
        {onCancel && (
          <Button size="small" busy={cancelling} onClick={onCancel}>
            Annuler
          </Button>
        )}
      </div>
      <p className="visually-hidden" role="status">
        {running ? `${label} : ${running.label}` : label}
      </p>
      <ol className="progress-steps-list">
        {steps.map((step) => {
          const { word, tone, shape } = looks[step.state];
          return (
            <li key={step.key} aria-current={step.state === 'running' ? 'step' : undefined}>
              <span className="progress-steps-label">{step.label}</span>
              <Status variant="plain" tone={tone} shape={shape}>
                {word}
              </Status>
              {step.detail && <span className="progress-steps-detail">{step.detail}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
