// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/account/account-page.tsx';
import { type Answers, nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor, type Person } from '../harness/people.ts';
import {
  alert,
  besideField,
  button,
  buttons,
  choose,
  dialog,
  factsOf,
  fill,
  isDialogOpen,
  press,
  rowsOf,
  said,
  tick,
  titles,
  words,
} from '../harness/reading.ts';

const proofs: Outputs['accounts']['proofs'] = {
  password: true,
  codeSince: null,
  recoveryCodes: 0,
  passkeys: [],
  provider: false,
  required: false,
};
const session: Outputs['accounts']['sessions'][number] = {
  id: 'here',
  createdAt: '2025-11-12T08:30:00.000Z',
  updatedAt: '2025-11-12T09:00:00.000Z',
  ipAddress: '127.0.0.1',
  userAgent: 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/128.0',
  method: 'password+code',
  current: true,
};
const elsewhere = { ...session, id: 'there', userAgent: null, ipAddress: null, method: 'passkey', current: false };
const absences: Outputs['absences']['list'] = {
  organisationId: 7,
  today: '2025-11-12',
  people: [
    { id: 'karim', name: 'Karim Haddad' },
    { id: 'lea', name: 'Léa Roux' },
  ],
  ownerId: 'karim',
  deputyId: null,
  phone: null,
  absences: [
    {
      id: 3,
      userId: 'lea',
      name: 'Léa Roux',
      fromDate: '2025-11-20',
      toDate: '2025-11-24',
      deputyId: null,
      deputy: null,
      current: false,
    },
  ],
};

const open = (answers: Answers['accounts'] = {}, as: Person = contributor) =>
  openPage('/compte', {
    as,
    answers: { accounts: { proofs, sessions: [session, elsewhere], ...answers }, absences: { list: absences } },
    web: {
      'GET /api/auth/ways': { body: { provider: null, mails: true, idleHours: 8, longestHours: 12 } },
      'POST /api/auth/code/start': { body: { secret: 'ABCDEFGH', address: 'otpauth://totp/essai?secret=ABCDEFGH' } },
      'POST /api/auth/code/prove': (body) =>
        (body as { code: string }).code === '123456'
          ? { body: { recoveryCodes: ['aaaa-1111', 'bbbb-2222'] } }
          : { status: 400, body: { code: 'INVALID', facts: { reason: 'wrong-code' } } },
    },
  });

describe('one’s own account', () => {
  it('says who one is here, and how long one stays in', async () => {
    await open();
    expect(factsOf()).toMatchObject({
      Nom: 'Karim Haddad',
      'Adresse électronique': 'karim.haddad@exemple.fr',
      Rôle: 'Structure partenaire',
      Structure: 'ADEFO',
    });
    expect(words()).toContain('Une session se ferme seule après 8 heures sans activité, et au plus tard 12 heures');
  });

  it('keeps the look of the screen that is chosen, in this browser', async () => {
    await open();
    await tick('Sombre');
    expect(document.documentElement.dataset.theme).toBe('sombre');
    await tick('Comme l’ordinateur');
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });

  it('lists where one is signed in, and closes one session or all the others', async () => {
    const { server } = await open({ revokeSession: nothing, revokeOtherSessions: 1 });
    expect(rowsOf('Mes sessions ouvertes')).toEqual([
      [
        'Firefox sur Windows',
        '12 novembre 2025 à 09:30, par mot de passe et code',
        '12 novembre 2025 à 10:00',
        '127.0.0.1',
        'Cette session',
      ],
      [
        'Navigateur inconnu',
        '12 novembre 2025 à 09:30, par clé d’accès',
        '12 novembre 2025 à 10:00',
        'Inconnue',
        'Fermer la session Navigateur inconnu',
      ],
    ]);
    await press('Fermer la session Navigateur inconnu');
    await press('Fermer toutes les autres sessions');
    expect(server.sent('accounts.revokeSession')).toEqual([{ sessionId: 'there' }]);
    expect(server.sent('accounts.revokeOtherSessions')).toHaveLength(1);
  });

  it('changes the password only for one that is hard to guess', async () => {
    const { server } = await open({ changePassword: nothing });
    await press('Changer le mot de passe');
    expect(alert()).toContain('Indiquez votre mot de passe actuel.');
    await fill('Mot de passe actuel', 'ancien');
    await fill('Nouveau mot de passe', 'court');
    await press('Changer le mot de passe');
    expect(server.sent('accounts.changePassword')).toEqual([]);
    await fill('Nouveau mot de passe', 'sept girafes boivent du thé vert');
    await press('Changer le mot de passe');
    expect(server.sent('accounts.changePassword')).toEqual([
      { current: 'ancien', next: 'sept girafes boivent du thé vert' },
    ]);
    expect(said().join()).toContain('Mot de passe changé, autres sessions fermées.');
  });

  it('says when the present password is not the right one', async () => {
    await open({ changePassword: refused('INVALID', { reason: 'wrong-password' }) });
    await fill('Mot de passe actuel', 'ancien');
    await fill('Nouveau mot de passe', 'sept girafes boivent du thé vert');
    await press('Changer le mot de passe');
    expect(alert()).toContain('Le mot de passe actuel n’est pas le bon.');
  });
});

describe('the second factor', () => {
  it('is put in service by a first code that proves it, and gives its recovery codes once', async () => {
    await open();
    expect(words()).toContain('Pas en service');
    await press('Mettre en service');
    expect(words()).toContain('ABCD EFGH');
    await fill('Code à usage unique', '000000');
    await press('Vérifier et mettre en service');
    expect(alert()).toContain('Ce code n’est pas le bon');
    await fill('Code à usage unique', '123456');
    await press('Vérifier et mettre en service');
    expect(words()).toContain('aaaa-1111');
    expect(said().join()).toContain('Gardez ces codes de secours');
    await press('Je les ai gardés');
    expect(words()).not.toContain('aaaa-1111');
  });

  it('is renewed or taken away by whoever has it, after a question', async () => {
    const { server } = await open({
      proofs: { ...proofs, codeSince: '2025-01-10T09:00:00.000Z', recoveryCodes: 1 },
      renewRecoveryCodes: ['cccc-3333'],
      removeCodes: nothing,
    });
    expect(words()).toContain('Il reste un code de secours.');
    await press('Nouveaux codes de secours');
    expect(words()).toContain('cccc-3333');
    await press('Je les ai gardés');
    await press('Retirer le second facteur');
    expect(server.sent('accounts.removeCodes')).toHaveLength(0);
    await press('Retirer', dialog());
    expect(server.sent('accounts.removeCodes')).toHaveLength(1);
  });
});

describe('passkeys', () => {
  const passkey = { id: 'p1', name: 'Téléphone', createdAt: '2025-01-10T09:00:00.000Z', lastUsedAt: null };

  it('are named by their owner, and taken away after a question', async () => {
    const { server } = await open({
      proofs: { ...proofs, passkeys: [passkey] },
      renamePasskey: nothing,
      removePasskey: nothing,
    });
    expect(rowsOf('Mes clés d’accès')[0]?.slice(0, 3)).toEqual(['Téléphone', '10 janvier 2025 à 10:00', 'Jamais']);
    await press('Renommer Téléphone');
    await fill('Nom de la clé', ' Bureau ');
    await press('Continuer', dialog());
    await press('Retirer Téléphone');
    await press('Retirer', dialog());
    expect(server.sent('accounts.renamePasskey')).toEqual([{ passkeyId: 'p1', name: 'Bureau' }]);
    expect(server.sent('accounts.removePasskey')).toEqual([{ passkeyId: 'p1' }]);
  });
});

describe('absences', () => {
  it('are a matter of those who are asked for figures', async () => {
    await open();
    expect(titles()).toContain('Absences et relais');
    expect(words()).toContain('Répond des chiffres : Karim Haddad, sans relais désigné.');
    expect(rowsOf('Absences en cours et à venir')[0]?.slice(0, 3)).toEqual([
      'Léa Roux',
      'du 20 novembre 2025 au 24 novembre 2025',
      'aucun',
    ]);
  });

  it('are declared for oneself from today, and their end comes after their beginning', async () => {
    const { server } = await open();
    server.answer({ absences: { declare: nothing, end: nothing, nameOwner: nothing } });
    await press('Déclarer une absence');
    await fill('Dernier jour', '2025-11-01');
    await press('Enregistrer', dialog());
    expect(besideField('Dernier jour')).toContain('Le dernier jour vient après le premier, ou reste vide.');
    await fill('Dernier jour', '2025-11-30');
    await choose('Relais', 'Léa Roux');
    await press('Enregistrer', dialog());
    expect(server.sent('absences.declare')).toEqual([
      { organisationId: 7, userId: 'karim', fromDate: '2025-11-12', toDate: '2025-11-30', deputyId: 'lea' },
    ]);
    await press('Annuler à l’absence de Léa Roux');
    expect(server.sent('absences.end')).toEqual([{ organisationId: 7, absenceId: 3 }]);
  });

  it('leave the figures to somebody: they are handed over, never to nobody', async () => {
    const { server } = await open();
    server.answer({ absences: { nameOwner: nothing } });
    await press('Passer la main');
    await choose('Répond des chiffres', 'Léa Roux');
    await press('Enregistrer', dialog());
    expect(server.sent('absences.nameOwner')).toEqual([
      { organisationId: 7, ownerId: 'lea', deputyId: null, phone: null },
    ]);
    expect(isDialogOpen()).toBe(false);
    expect(button('Passer la main')).toBeTruthy();
    expect(buttons()).toContain('Déclarer une absence');
  });
});
