import {
  MINIMUM_PASSWORD_LENGTH,
  type PasswordLevel,
  passwordStrength,
} from '../../shared/domain/password-strength.ts';
import { Status, type StatusShape, type StatusTone } from '../ui/status.tsx';
import { PasswordInput } from './password-input.tsx';
import './account.css';

const levels: Record<PasswordLevel, { word: string; tone: StatusTone; shape: StatusShape }> = {
  'too-short': { word: 'Trop court', tone: 'bad', shape: 'square' },
  weak: { word: 'Trop facile à deviner', tone: 'bad', shape: 'triangle' },
  sufficient: { word: 'Suffisant', tone: 'good', shape: 'check' },
  strong: { word: 'Solide', tone: 'good', shape: 'check' },
};

interface NewPasswordInputProps {
  value: string;
  onChange: (value: string) => void;
  /** Name and e-mail address of the person, which must not be part of it. */
  about: readonly string[];
  label?: string;
}

/** A password being chosen: the server's own rule answers while typing. */
export function NewPasswordInput({ value, onChange, about, label = 'Nouveau mot de passe' }: NewPasswordInputProps) {
  const strength = passwordStrength(value, about);
  const level = levels[strength.level];
  return (
    <div className="new-password">
      <PasswordInput
        label={label}
        value={value}
        onChange={onChange}
        autoComplete="new-password"
        hint={`Au moins ${MINIMUM_PASSWORD_LENGTH} caractères mêlant minuscules, majuscules, chiffres et signes, ou une phrase de plusieurs mots. Un gestionnaire de mots de passe peut le retenir pour vous.`}
      />
      <div aria-live="polite" className="new-password-verdict">
        {value !== '' && (
          <>
            <Status tone={level.tone} shape={level.shape}>
              {level.word}
            </Status>
            {strength.advice.length > 0 && (
              <ul className="new-password-advice">
                {strength.advice.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </div>
  );
}
