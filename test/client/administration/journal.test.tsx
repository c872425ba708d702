// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/audit/audit-page.tsx';
import { type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { alert, button, choose, fill, press, rowsOf, said, target, tick, title } from '../harness/reading.ts';

type Journal = Outputs['audit']['journal'];

const event = (id: number, more: Partial<Journal['events'][number]> = {}): Journal['events'][number] => ({
  id,
  at: '2025-11-12T08:30:00.000Z',
  actorId: 'claire',
  actorName: 'Claire Morel',
  action: 'session.sign-in',
  entity: 'user',
  entityId: 'claire',
  before: null,
  after: { method: 'password' },
  reason: null,
  kind: 'act',
  channel: 'screen',
  address: '127.0.0.0/24',
  position: id,
  hash: `empreinte-${id}`,
  ...more,
});

const choices: Outputs['audit']['choices'] = {
  actors: ['Claire Morel', 'rappels'],
  entities: ['user', 'page'],
  actions: ['session.sign-in', 'read.people'],
};
const journal: Journal = { events: [event(9, { reason: 'Erreur de frappe' })], next: null };
const open = (at = '/journal', given: Journal = journal) =>
  openPage(at, { answers: { audit: { journal: given, choices } } });
const LINES = 'Lignes du journal, la plus récente en premier';

describe('the journal', () => {
  it('says who did what, when, why and from where', async () => {
    await open();
    expect(title()).toBe('Journal');
    const [line] = rowsOf(LINES);
    expect(line?.slice(0, 2)).toEqual(['12/11/2025 09:30', 'Claire Morel']);
    expect(line?.[6]).toBe('Erreur de frappe');
    expect(line?.[2]).not.toContain('session.sign-in');
  });

  it('leaves readings out until they are asked for, and takes its filters to the files', async () => {
    const { server, address } = await open();
    expect(server.sent('audit.journal')[0]?.reads).toBe(false);
    await choose('Qui', 'rappels');
    await fill('Du', '2025-11-01');
    await fill('Mots', ' frappe ');
    await tick('Avec les lectures');
    expect(server.sent('audit.journal').at(-1)).toMatchObject({
      actor: 'rappels',
      from: '2025-11-01',
      text: 'frappe',
      reads: true,
    });
    expect(address()).toBe('/journal?qui=rappels&du=2025-11-01&texte=frappe&lectures=oui');
    expect(target('CSV')).toBe('/documents/journal.csv?qui=rappels&du=2025-11-01&texte=frappe&lectures=oui');
    await press('Effacer les filtres');
    expect(address()).toBe('/journal');
  });

  it('says when nothing answers to its filters', async () => {
    await open('/journal?texte=rien', { events: [], next: null });
    expect(rowsOf(LINES)).toEqual([['Aucune ligne ne répond à ces filtres.']]);
  });

  it('goes back in time page after page', async () => {
    const { server } = await open('/journal', { events: [event(9)], next: 9 });
    server.answer({ audit: { journal: { events: [event(8)], next: null } } });
    await press('Afficher les lignes plus anciennes');
    expect(rowsOf(LINES)).toHaveLength(2);
    expect(server.sent('audit.journal').at(-1)).toMatchObject({ cursor: 9 });
  });

  it('proves that nothing was altered, or says where it was', async () => {
    const { server } = await open();
    const proof = { lines: 10, lastHash: 'b2a2', lastAt: '2025-11-12T08:30:00.000Z', broken: null };
    server.answer({ audit: { verify: proof } });
    await press('Vérifier que rien n’a été altéré');
    expect(said().join()).toContain('10 lignes, chaîne intacte');
    server.answer({ audit: { verify: { ...proof, broken: { line: 4, place: 4, why: 'une ligne a été retirée' } } } });
    await press('Vérifier que rien n’a été altéré');
    expect(alert()).toContain('Chaîne rompue à la ligne 4');
    expect(alert()).toContain('une ligne a été retirée. Comparez avec une sauvegarde.');
  });

  it('is closed to others', async () => {
    await openPage('/journal', { answers: { audit: { journal: refused('FORBIDDEN'), choices } } });
    expect(title()).toBe('Vous n’avez pas accès à cette page');
  });

  it('says what failed, and can be asked again', async () => {
    const { server } = await openPage('/journal', { answers: { audit: { journal: refused('BUSY'), choices } } });
    expect(alert()).toContain('essai-1');
    server.answer({ audit: { journal } });
    await press('Réessayer');
    expect(button('Vérifier que rien n’a été altéré')).toBeTruthy();
  });
});
