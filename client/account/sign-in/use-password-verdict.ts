import { useDeferredValue, useEffect, useState } from 'react';
import { passwordStrength } from '../../../shared/domain/site/password-strength.ts';
import { type Guesser, loadGuesser } from '../../../shared/passwords/guesses.ts';

/** The server's own rule, here: counted at once, then against what people choose as soon as the dictionaries are there. */
export function usePasswordVerdict(password: string, about: readonly string[]) {
  const guesses = useGuesser();
  const typed = useDeferredValue(password);
  return passwordStrength(typed, about, guesses?.(typed, about));
}

/** Null while the dictionaries come, or when they cannot: the server judges in any case. */
function useGuesser(): Guesser | null {
  const [guesser, setGuesser] = useState<{ read: Guesser } | null>(null);
  useEffect(() => {
    let isHere = true;
    loadGuesser().then(
      (read) => isHere && setGuesser({ read }),
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, []);
  return guesser?.read ?? null;
}
