import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInstallation } from '../../../server/installation.ts';
import { readEnvironment } from '../../../server/platform/env.ts';
import { demonstrationFolder } from '../../setup/first-start.ts';
import { itAtLength } from '../../setup/long-tier.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'installation-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = (more: Record<string, string> = {}, say: (sentence: string) => void = () => {}) =>
  openInstallation(readEnvironment({ DATA_DIR: dataDir, DEMO: '0', ...more }), { say });

describe('the first start', () => {
  it('fills the catalogue without the demonstration when it is not wanted, and never again', async () => {
    const first = await open();
    expect(first.demonstration()).toBe(false);
    expect([await first.db.observation.count(), await first.db.user.count()]).toEqual([0, 0]);
    const indicators = await first.db.indicator.count();
    expect(indicators).toBeGreaterThan(30);
    await first.close();
    const said: string[] = [];
    const second = await open({ DEMO: '1' }, (sentence) => said.push(sentence));
    expect(said).toEqual([]);
    expect([second.demonstration(), await second.db.indicator.count()]).toEqual([false, indicators]);
    await second.close();
  });

  itAtLength('fills once when two open an empty folder at the same moment', async () => {
    const both = await Promise.all([open(), open()]);
    const [, other] = both;
    expect(await other.db.convention.count({ where: { predecessorId: { not: null } } })).toBeLessThan(2);
    expect(await other.db.setting.count({ where: { name: 'installed' } })).toBe(1);
    for (const installation of both) await installation.close();
  });

  it('has the demonstration, its publications and the report that was sent, when nothing else is asked', async () => {
    await demonstrationFolder(dataDir);
    const made = await open({ DEMO: '1' });
    expect([made.demonstration(), made.referenceDate()]).toEqual([true, '2025-11-14']);
    const publications = await made.db.publication.findMany({ orderBy: { number: 'asc' } });
    expect(publications.map(({ number, through }) => [number, through])).toEqual([
      [1, '2024-12'],
      [2, '2025-03'],
      [3, '2025-06'],
      [4, '2025-09'],
    ]);
    const editions = await made.db.edition.findMany({ include: { sendings: true, files: true } });
    expect(editions).toMatchObject([{ kind: 'report', year: 2023, status: 'sent', fictitious: true }]);
    expect([editions[0]?.sendings.length, editions[0]?.files.length]).toEqual([1, 4]);
    expect(await made.db.mail.count()).toBe(0);
    await made.close();
  });

  it('makes secrets that only its own user can read, and keeps them', async () => {
    const first = await open();
    const [pseudonym, secret] = [first.pseudonym('siao-request', '21-2023-10000'), first.sessionSecret];
    for (const name of ['pseudonyms.key', 'sessions.key'])
      expect(statSync(path.join(dataDir, 'secrets', name)).mode & 0o777).toBe(0o600);
    await first.close();
    const second = await open();
    expect([second.pseudonym('siao-request', '21-2023-10000'), second.sessionSecret]).toEqual([pseudonym, secret]);
    expect(pseudonym).toMatch(/^[0-9a-f]{64}$/);
    await second.close();
  });

  it('says what to do when the server of DATABASE_URL does not answer', async () => {
    const nobody = 'postgresql://x:y@127.0.0.1:1/z';
    await expect(open({ DATABASE_URL: nobody })).rejects.toThrow(/DATABASE_URL ne répond pas .*Vérifiez l’adresse/);
  });
});

describe('the environment', () => {
  it.each([
    [{ PORT: 'trois' }, 'La variable PORT ne convient pas : il faut un numéro de port entre 0 et 65535.'],
    [{ PORT: '70000' }, 'La variable PORT ne convient pas : il faut un numéro de port entre 0 et 65535.'],
    [{ DEMO: 'oui' }, 'La variable DEMO ne convient pas : il faut 0 (sans démonstration) ou 1.'],
    [{ PUBLIC_URL: 'observatoire' }, 'La variable PUBLIC_URL ne convient pas : il faut une adresse https://….'],
    [
      { DATABASE_URL: 'mysql://x' },
      'La variable DATABASE_URL ne convient pas : il faut une adresse postgresql://utilisateur:motdepasse@serveur/base.',
    ],
    [
      { SMTP_URL: 'http://serveur', MAIL_FROM: 'observatoire@metropole.fr' },
      'La variable SMTP_URL ne convient pas : il faut une adresse smtp://utilisateur:motdepasse@serveur:587 ou smtps://….',
    ],
    [
      { SMTP_URL: 'smtp://serveur' },
      'La variable MAIL_FROM ne convient pas : il faut une adresse électronique, seule ou « Nom <adresse> » ; elle est nécessaire avec SMTP_URL.',
    ],
  ])('%j is answered by one French sentence', (source, sentence) => {
    const words = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
    let said = '';
    try {
      readEnvironment(source);
    } catch (error) {
      said = words((error as Error).message);
    }
    expect(said).toBe(sentence);
  });

  it('knows a mail server by its address and the sender', () => {
    const smtp = { url: 'smtps://a:b@serveur', from: 'Observatoire <observatoire@metropole.fr>' };
    expect(readEnvironment({ SMTP_URL: smtp.url, MAIL_FROM: smtp.from }).smtp).toEqual(smtp);
    expect(readEnvironment({}).smtp).toBeNull();
  });

  it('takes an empty variable for an absent one', () => {
    expect(readEnvironment({ PORT: '', DATABASE_URL: '', DATA_DIR: '' })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
      dataDir: path.resolve('data'),
      demonstration: true,
    });
  });
});
