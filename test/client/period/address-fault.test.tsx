// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/finance/finance-page.tsx';
import { openPage } from '../harness/open-page.tsx';
import { target, title, words } from '../harness/reading.ts';

describe('an address that asks for a period that does not exist', () => {
  it.each([
    ['/finances?mois=99', 'Ce mois n’existe pas'],
    ['/finances?mois=2025-13', 'Ce mois n’existe pas'],
    ['/finances?annee=1492', 'Cette année n’existe pas'],
  ])('%s says so, asks nothing of the server, and leads back', async (address, said) => {
    const { server } = await openPage(address);
    expect(title()).toBe(said);
    expect(words()).toContain('La page s’ouvre sur sa période habituelle');
    expect(target('Revenir à la page')).toContain('/finances');
    expect(server.sent('finance.year')).toEqual([]);
  });
});
