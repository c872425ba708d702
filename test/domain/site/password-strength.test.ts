import { describe, expect, it } from 'vitest';
import { passwordStrength } from '../../../shared/domain/site/password-strength.ts';
import { loadGuesser } from '../../../shared/passwords/guesses.ts';

const accepted = (password: string, about: string[] = []) => passwordStrength(password, about).accepted;

describe('the strength of a password', () => {
  it('accepts what the CNIL gives as examples of 80 bits', () => {
    expect(passwordStrength('Vq7!mZ2#xLp9')).toMatchObject({
      bits: 80,
      level: 'sufficient',
      accepted: true,
      advice: [],
    });
    expect(passwordStrength('Xk9fWq2mTz7bLr')).toMatchObject({ bits: 83, level: 'sufficient' });
    expect(passwordStrength('cheval correct agrafe pile').level).toBe('strong');
  });

  it('refuses eleven characters, however mixed', () => {
    const strength = passwordStrength('Vq7!mZ2#xLp');
    expect(strength.level).toBe('too-short');
    expect(strength.advice[0]).toBe('Il faut au moins 12 caractères\u202f; il y en a 11.');
  });

  it('refuses twelve characters of three kinds, and fourteen of two', () => {
    expect(accepted('Xk9fWq2mTz7b')).toBe(false);
    expect(accepted('xk9fwq2mtz7blr')).toBe(false);
  });

  it('sees through common words, with digits for letters, and through a year added to them', () => {
    expect(accepted('Motdepasse2026!')).toBe(false);
    expect(accepted('P@ssw0rd1234!!')).toBe(false);
    expect(accepted('Observatoire-Dijon-2026')).toBe(false);
  });

  it('sees through keyboards, alphabets and repetitions, in both directions', () => {
    for (const guess of [
      'azertyuiop12345',
      'Poiuytreza-54321',
      'abcdefghijklmnop',
      'aaaaaaaaaaaaaaaaaaaa',
      'chat chat chat chat chat',
    ]) {
      expect(accepted(guess), guess).toBe(false);
    }
  });

  it('refuses the name and the e-mail address of the person, and says so', () => {
    const about = ['Hélène Rémond', 'helene.remond@metropole-dijon.fr'];
    expect(accepted('Helene.Remond-21!')).toBe(true);
    expect(accepted('Helene.Remond-21!', about)).toBe(false);
    expect(passwordStrength('Helene.Remond-21!', about).advice[0]).toBe(
      'Évitez votre nom et votre adresse électronique.',
    );
  });

  it('says which kind of character is missing', () => {
    expect(passwordStrength('vq7mz2kxlp93').advice).toContain('Ajoutez une majuscule ou un caractère spécial.');
  });

  it('counts an accented letter once, in whichever way the keyboard sends it', () => {
    expect(passwordStrength('Été-à-Ålesund 7k').bits).toBe(passwordStrength('Été-à-Ålesund 7k'.normalize('NFD')).bits);
  });

  it('gives nothing to an empty text', () => {
    expect(passwordStrength('')).toMatchObject({ level: 'too-short', bits: 0, accepted: false });
  });
});

describe('the guesses that a password would stand', () => {
  it('are few for leaked passwords, French words and names, even dressed up with digits', async () => {
    const guesses = await loadGuesser();
    for (const weak of ['azertyuiop123456', 'Motdepasse123456!', 'P@ssw0rd1234!!', 'M0td3p4ss3-2026'])
      expect(guesses(weak, []), weak).toBeLessThan(10);
    for (const good of ['cheval correct agrafe pile', 'Vq7!mZ2#xLp9', 'lanterne-moisson-gravier-81'])
      expect(guesses(good, []), good).toBeGreaterThanOrEqual(12);
  });

  it('refuse a password that counting characters accepts', () => {
    expect(passwordStrength('Vq7!mZ2#xLp9', [], 9.9)).toMatchObject({ level: 'weak', accepted: false });
    expect(passwordStrength('Vq7!mZ2#xLp9', [], 10)).toMatchObject({ level: 'sufficient', accepted: true });
  });

  it('are fewer for who knows the person', async () => {
    const guesses = await loadGuesser();
    expect(guesses('quennehenoteuil', ['Quennehen Oteuil'])).toBeLessThan(guesses('quennehenoteuil', []));
  });
});
