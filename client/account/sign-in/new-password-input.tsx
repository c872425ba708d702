import { MINIMUM_PASSWORD_LENGTH, type PasswordLevel } from '../../../shared/domain/site/password-strength.ts';
import { Status, type StatusShape, type StatusTone } from '../../ui/status/status.tsx';
import { PasswordInput } from './password-input.tsx';
import { usePasswordVerdict } from './use-password-verdict.ts';
import '../account.css';

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
  const strength = usePasswordVerdict(value, about);
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
            <StrengthBar level={strength.level} />
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

const steps: Record<PasswordLevel, number> = { 'too-short': 1, weak: 2, sufficient: 3, strong: 4 };

/** Four boxes that fill up; the words beside say the same. */
function StrengthBar({ level }: { level: PasswordLevel }) {
  return (
    <span className="password-bar" aria-hidden="true">
      {[1, 2, 3, 4].map((step) => (
        <span key={step} className={step <= steps[level] ? `password-bar-on password-bar-${level}` : undefined} />
      ))}
    </span>
  );
}
