import { describe, expect, it } from 'vitest';
import { deviceName } from '../../../client/account/account-words.ts';
import { pageAfter } from '../../../client/lib/sign-in.ts';

describe('where one goes after signing in', () => {
  it('goes back to the page that was asked, with its filters', () => {
    expect(pageAfter('/indicateurs/IND-23?annee=2026&mois=6')).toBe('/indicateurs/IND-23?annee=2026&mois=6');
  });

  it('never leaves the product, however the address is written', () => {
    for (const path of [
      '//pirate.example',
      '/\\pirate.example',
      'https://pirate.example',
      'javascript:alert(1)',
      '',
      undefined,
      7,
    ]) {
      expect(pageAfter(path), String(path)).toBe('/');
    }
  });

  it('does not come back to the sign-in page itself', () => {
    expect(pageAfter('/connexion?retour=%2F')).toBe('/');
  });
});

describe('the name of a device', () => {
  it('says the browser and the system as their owner would', () => {
    expect(deviceName('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0')).toBe(
      'Firefox sur Windows',
    );
    expect(
      deviceName('Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36'),
    ).toBe('Chrome sur Android');
    expect(deviceName(null)).toBe('Navigateur inconnu');
  });
});
