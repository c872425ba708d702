import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../ui/form/button.tsx';
import { Select } from '../../ui/form/select.tsx';
import { besidePeriod, type PeriodChoice, type PeriodOption, periodOptions, shownPeriod } from './period-options.ts';
import './period-control.css';

/** The period of the page, the same control in every room: what is chosen here goes along to the others. */
export function PeriodControl(choice: PeriodChoice) {
  const navigate = useNavigate();
  const options = periodOptions(choice);
  const shown = shownPeriod(choice);
  const { previous, next } = besidePeriod(options, shown);
  const go = (option: PeriodOption | undefined) => {
    if (!option) return;
    const { search } = option;
    navigate({ to: '.', search: (former: object) => ({ ...former, ...search }), resetScroll: false });
  };
  return (
    <span className="period">
      <Button icon="chevron-left" iconOnly disabled={!previous} onClick={() => go(previous)}>
        {previous ? `Période précédente\u00a0: ${previous.label}` : 'Pas de période précédente'}
      </Button>
      <Select
        label="Période"
        hideLabel
        options={options}
        value={shown}
        onChange={(value) => go(options.find((one) => one.value === value))}
      />
      <Button icon="chevron-right" iconOnly disabled={!next} onClick={() => go(next)}>
        {next ? `Période suivante\u00a0: ${next.label}` : 'Pas de période suivante'}
      </Button>
    </span>
  );
}
