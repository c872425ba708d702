import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import {
  figureOfToken,
  measureLabel,
  measuresOf,
  type TokenFigure,
} from '../../../shared/domain/report/report-text-tokens.ts';
import { Button } from '../../ui/form/button.tsx';
import './figure-menu.css';

/** The menu from which a figure is put in a text: typed, narrowed, chosen with the arrows and Enter. */

interface Choice {
  token: string;
  label: string;
  measure: string;
  value: string;
  /** What typing is compared with. */
  words: string;
}

const SHOWN = 40;
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every token, the year's values first, those of the text's own indicators before the others. */
function choicesOf(figures: readonly TokenFigure[], own: readonly string[]): Choice[] {
  const say = figureOfToken(figures);
  const ordered = [...figures].sort((a, b) => Number(own.includes(b.code)) - Number(own.includes(a.code)));
  const all = ordered.flatMap((figure) =>
    measuresOf(figure).map((measure): Choice & { main: boolean } => {
      const token = `${figure.code}.${measure}`;
      const words = plain(`${token} ${figure.label} ${measureLabel(measure)}`);
      const main = measure === 'annee' || (own.includes(figure.code) && !measure.startsWith('mois-'));
      return { token, label: figure.label, measure: measureLabel(measure), value: say(token) ?? '', words, main };
    }),
  );
  return [...all.filter((one) => one.main), ...all.filter((one) => !one.main)];
}

function matching(choices: readonly Choice[], typed: string): Choice[] {
  const parts = plain(typed).split(/\s+/).filter(Boolean);
  return choices.filter(({ words }) => parts.every((part) => words.includes(part)));
}

export interface FigureMenuProps {
  figures: readonly TokenFigure[];
  /** Codes of the indicators of the action or the objective: offered first. */
  own: readonly string[];
  onChoose: (token: string) => void;
  onClose: () => void;
}

export function FigureMenu({ figures, own, onChoose, onClose }: FigureMenuProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [rank, setRank] = useState(0);
  const choices = useMemo(() => choicesOf(figures, own), [figures, own]);
  const found = useMemo(() => matching(choices, typed), [choices, typed]);
  const shown = found.slice(0, SHOWN);
  const current = shown[Math.min(rank, shown.length - 1)];
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    document.getElementById(`${id}-${current?.token}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);

  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined) setRank(Math.max(0, Math.min(shown.length - 1, rank + step)));
    else if (event.key === 'Enter' && current) onChoose(current.token);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="figure-menu">
      <div className="figure-menu-head">
        <label htmlFor={`${id}-champ`}>Chiffre à insérer</label>
        <Button size="small" variant="quiet" icon="close" iconOnly onClick={onClose}>
          Fermer le menu des chiffres
        </Button>
      </div>
      <input
        ref={input}
        id={`${id}-champ`}
        className="text-input"
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-liste`}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${id}-${current.token}` : undefined}
        autoComplete="off"
        placeholder="Indicateur, mesure ou mois…"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setRank(0);
        }}
        onKeyDown={onKey}
      />
      <p className="visually-hidden" role="status">
        {found.length === 0 ? 'Aucun chiffre ne correspond.' : `${found.length} chiffres`}
      </p>
      <div id={`${id}-liste`} role="listbox" aria-label="Chiffres du rapport" className="figure-menu-list">
        {shown.map((one) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the field, which tells which option is current.
          // biome-ignore lint/a11y/useFocusableInteractive: same reason.
          <div
            key={one.token}
            id={`${id}-${one.token}`}
            role="option"
            aria-selected={one === current}
            className="figure-menu-option"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(one.token)}
          >
            <span className="figure-menu-label">{one.label}</span>
            <span className="figure-menu-measure">{one.measure}</span>
            <span className="figure-menu-value">{one.value}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="figure-menu-none">Aucun chiffre ne correspond. Essayez un autre mot.</p>}
      {found.length > SHOWN && (
        <p className="figure-menu-none">{`${found.length - SHOWN} autres\u00a0: précisez votre recherche.`}</p>
      )}
    </div>
  );
}
