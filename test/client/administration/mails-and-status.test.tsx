// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/mails/mails-page.tsx';
import '../../../client/status/status-page.tsx';
import { jobWords } from '../../../client/status/status-words.ts';
import { scheduleOf } from '../../../server/schedule.ts';
import { nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import {
  alert,
  buttons,
  choose,
  dialog,
  factsOf,
  openTab,
  press,
  rowsOf,
  said,
  title,
  words,
} from '../harness/reading.ts';

type Mail = Outputs['mails']['list']['mails'][number];

const mail = (id: number, more: Partial<Mail> = {}): Mail => ({
  id,
  kind: 'reminder',
  to: 'karim@exemple.fr',
  subject: 'Octobre 2025 est attendu',
  fictitious: false,
  attempts: 1,
  error: null,
  status: 'sent',
  organisation: 'ADEFO',
  createdAt: '2025-11-11T09:00:00.000Z',
  sentAt: '2025-11-11T09:01:00.000Z',
  canBeResent: true,
  ...more,
});
const MAILS = 'Courriels, du plus récent au plus ancien';
const openMails = (mails: Mail[], at = '/courriels', more: Partial<Outputs['mails']['list']> = {}) =>
  openPage(at, { answers: { mails: { list: { mails, more: false, counts: {}, ...more } } } });

describe('the mails of the observatory', () => {
  it('are listed in words, and an invitation is never sent twice', async () => {
    await openMails([
      mail(2),
      mail(1, { kind: 'invitation', organisation: null, status: 'failed', subject: 'Votre accès', canBeResent: false }),
    ]);
    expect(rowsOf(MAILS)).toEqual([
      [
        '11/11/2025 10:00',
        'Octobre 2025 est attendu',
        'ADEFO',
        'Rappel',
        'Envoyé',
        'Lire Octobre 2025 est attenduRenvoyer Octobre 2025 est attendu',
      ],
      ['11/11/2025 10:00', 'Votre accès', 'karim@exemple.fr', 'Invitation', 'Échec', 'Lire Votre accès'],
    ]);
  });

  it('that nobody receives are counted above', async () => {
    await openMails([mail(2, { status: 'kept' })], '/courriels', { counts: { kept: 2 } });
    expect(words()).toContain('2 courriels sont gardés ici, non envoyés');
  });

  it('are sent again one at a time, and a refusal is said', async () => {
    const { server } = await openMails([mail(2)]);
    server.answer({ mails: { resend: nothing } });
    await press('Renvoyer Octobre 2025 est attendu');
    expect(server.sent('mails.resend')).toEqual([{ mailId: 2 }]);
    expect(said().join()).toContain('Le courriel va repartir.');
    server.answer({ mails: { resend: refused('BUSY') } });
    await press('Renvoyer Octobre 2025 est attendu');
    expect(alert()).toContain('L’observatoire est occupé');
  });

  it('are narrowed by their state, in the address', async () => {
    const { server, address } = await openMails([mail(2)], '/courriels?etat=inconnu');
    expect(server.sent('mails.list')[0]?.status).toBeUndefined();
    await choose('État', 'Échec');
    expect(address()).toBe('/courriels?etat=failed');
    expect(server.sent('mails.list').at(-1)?.status).toBe('failed');
  });

  it('go on after the last one that is shown', async () => {
    const { server } = await openMails([mail(9)], '/courriels', { more: true });
    server.answer({ mails: { list: { mails: [mail(8)], more: false, counts: {} } } });
    await press('Montrer les courriels plus anciens');
    expect(server.sent('mails.list').at(-1)?.cursor).toBe(9);
    expect(rowsOf(MAILS)).toHaveLength(2);
  });

  it('are read as their readers have them: the text, and the page without any right', async () => {
    const { server } = await openMails([mail(2)]);
    const read = mail(2, { status: 'failed', error: 'boîte pleine', attempts: 3 });
    server.answer({ mails: { read: { ...read, text: 'Bonjour,', html: '<p>Bonjour,</p>' } } });
    await press('Lire Octobre 2025 est attendu');
    expect(factsOf(dialog())).toMatchObject({
      Pour: 'karim@exemple.fr',
      Nature: 'Rappel, ADEFO',
      État: 'Échec',
      'Réponse du serveur': 'boîte pleine (essai 3)',
    });
    expect(words(dialog())).toContain('Bonjour,');
    await openTab('Mis en page');
    expect(dialog().querySelector('iframe')?.getAttribute('sandbox')).toBe('');
  });

  it('are none on the first day', async () => {
    await openMails([]);
    expect(rowsOf(MAILS)[0]?.[0]).toContain('Aucun courriel à montrer.');
  });
});

type Status = Outputs['status']['read'];
const GIGA = 1024 ** 3;
const status: Status = {
  now: '2025-11-12T08:30:00.000Z',
  backups: {
    on: true,
    last: { name: 'observatoire-2025-11-12.zip', bytes: 12.4 * 1024 ** 2, day: '2025-11-12' },
    kept: 7,
    failure: null,
    verification: {
      backup: 'observatoire-2025-11-10.zip',
      outcome: 'same',
      words: '44',
      at: '2025-11-10T01:40:00.000Z',
    },
  },
  versions: {
    product: '1.0.0',
    node: '20.20.2',
    postgres: '18.4',
    kind: 'embedded',
    migrations: 17,
    lastMigration: '20251101_audit',
    databaseBytes: 20 * 1024 ** 2,
  },
  mails: { queued: 1, failed: 0 },
  process: { startedAt: '2025-11-09T08:30:00.000Z', memoryBytes: 800 * 1024, liveLines: 2, loopsAlive: true },
  disk: { free: 80 * GIGA, total: 250 * GIGA },
  jobs: [
    {
      name: 'backup',
      waiting: 1,
      failing: 0,
      lastDoneAt: null,
      nextAt: '2025-11-13T01:30:00.000Z',
      underWay: false,
      error: null,
    },
    { name: 'send-mail', waiting: 0, failing: 1, lastDoneAt: null, nextAt: null, underWay: true, error: 'refusé' },
  ],
};
const openStatus = (more: Partial<Status> = {}) =>
  openPage('/etat-du-service', { answers: { status: { read: { ...status, ...more } } } });

describe('the state of the service', () => {
  it('says how the backups go, and that one was put back to see', async () => {
    await openStatus();
    expect(title()).toBe('État du service');
    expect(factsOf()).toMatchObject({
      Dernière: 'observatoire-2025-11-12.zip (12,4 Mo)',
      Gardées: '7',
      'Dernière vérification': 'Rend les mêmes chiffres (44 indicateurs comparés), le 10 novembre 2025 à 02:40',
      'Place libre sur le disque': '80 Go sur 250 Go',
      'En marche depuis': '3 jours',
      'Mémoire du serveur': '800 Ko',
      'Courriels en attente': '1',
    });
  });

  it('names each task, how it goes and when it comes', async () => {
    await openStatus();
    expect(rowsOf('Ce que l’observatoire fait de lui-même')).toEqual([
      ['Sauvegarde', 'À jour', 'jamais', '13 novembre 2025 à 02:30', '1'],
      ['Envoi des courriels', 'En échec, sera reprisrefusé', 'jamais', 'à son heure', '0'],
    ]);
  });

  it('warns of what goes wrong: no backup, a full disk, tasks that stopped', async () => {
    await openStatus({
      backups: {
        on: false,
        last: null,
        kept: 0,
        failure: { at: '2025-11-12T01:30:00.000Z', words: 'disque plein' },
        verification: null,
      },
      disk: { free: 5 * GIGA, total: 250 * GIGA },
      process: { ...status.process, startedAt: null, loopsAlive: false },
    });
    expect(words()).toContain('Les sauvegardes automatiques sont coupées');
    expect(words()).toContain('La sauvegarde du 12 novembre 2025 à 02:30 a échoué.');
    expect(words()).toContain('Le disque est presque plein.');
    expect(words()).toContain('Les tâches sont arrêtées.');
    expect(buttons()).not.toContain('Sauvegarder maintenant');
    expect(factsOf()['En marche depuis']).toBe('inconnu');
  });

  it('makes a backup when it is asked', async () => {
    const { server } = await openStatus();
    server.answer({ status: { backUp: nothing } });
    await press('Sauvegarder maintenant');
    expect(server.sent('status.backUp')).toHaveLength(1);
    expect(said().join()).toContain('La sauvegarde est demandée');
  });

  it('is closed to others', async () => {
    await openPage('/etat-du-service', { answers: { status: { read: refused('FORBIDDEN') } } });
    expect(title()).toBe('Vous n’avez pas accès à cette page');
  });

  it('names in French each task that the product does by itself', () => {
    const names = Object.keys(scheduleOf({} as never).run);
    expect(names.length).toBeGreaterThan(4);
    for (const name of [...names, 'backup']) expect(jobWords(name)).not.toBe(name);
  });
});
