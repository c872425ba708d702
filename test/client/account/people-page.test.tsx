// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/account/people/people-page.tsx';
import '../../../client/account/sign-in/confirm-identity-dialog.tsx';
import { illFormed, nothing, type Outputs, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor, coordinator } from '../harness/people.ts';
import {
  alert,
  besideField,
  buttons,
  choose,
  dialog,
  fill,
  isDialogOpen,
  press,
  rowsOf,
  tableOf,
  title,
  words,
} from '../harness/reading.ts';

type People = Outputs['accounts']['people'];

const person = (more: Partial<People['people'][number]>): People['people'][number] => ({
  id: 'karim',
  name: 'Karim Haddad',
  email: 'karim.haddad@exemple.fr',
  role: 'contributor',
  organisationId: 7,
  organisation: 'ADEFO',
  disabled: false,
  demonstration: false,
  createdAt: '2025-01-10T09:00:00.000Z',
  memberships: [],
  ...more,
});

const people: People = {
  today: '2025-11-12',
  people: [
    person({}),
    person({ id: 'paul', name: 'Paul Vidal', email: 'paul@exemple.fr', disabled: true }),
    person({ ...coordinator, organisation: null }),
  ],
  invitations: [
    {
      id: 4,
      name: 'Léa Roux',
      email: 'lea@exemple.fr',
      role: 'reader',
      organisationId: null,
      organisation: null,
      createdAt: '2025-11-11T13:05:00.000Z',
      expiresAt: '2025-11-14T13:05:00.000Z',
      expired: false,
      renewal: false,
    },
    {
      id: 5,
      name: 'Karim Haddad',
      email: 'karim.haddad@exemple.fr',
      role: 'contributor',
      organisationId: 7,
      organisation: 'ADEFO',
      createdAt: '2025-10-29T08:00:00.000Z',
      expiresAt: '2025-11-01T08:00:00.000Z',
      expired: true,
      renewal: true,
    },
  ],
  organisations: [
    { id: 7, name: 'ADEFO' },
    { id: 8, name: 'CCAS' },
  ],
};

/** Karim answers for the figures of his structure. */
const holdings: Outputs['accounts']['holdings'] = { owned: [{ id: 7, name: 'ADEFO' }], stoodIn: [], steps: [] };
const open = () => openPage('/personnes', { answers: { accounts: { people } } });
const ACCOUNTS = 'Personnes qui ont un compte';

describe('the people of the observatory', () => {
  it('are listed with their role, their organisation and the state of their account', async () => {
    await open();
    expect(title()).toBe('Personnes');
    expect(rowsOf(ACCOUNTS).map((row) => row.slice(0, 4))).toEqual([
      ['Karim Haddad karim.haddad@exemple.fr', 'Structure partenaire', 'ADEFO', 'Actif'],
      ['Paul Vidal paul@exemple.fr', 'Structure partenaire', 'ADEFO', 'Désactivé'],
      ['Claire Morel claire.morel@exemple.fr', 'Coordination', 'Sans objet', 'Actif'],
    ]);
  });

  it('act for another structure too, or in the place of somebody until a day that is said', async () => {
    const { server } = await openPage('/personnes', {
      answers: {
        accounts: {
          people: {
            ...people,
            people: people.people.map((one) =>
              one.id === 'karim'
                ? {
                    ...one,
                    memberships: [
                      {
                        id: 3,
                        role: 'contributor',
                        organisation: 'CCAS',
                        deputyFor: 'Ana Roy',
                        fromDate: '2025-11-01',
                        toDate: '2025-11-30',
                      },
                    ],
                  }
                : one,
            ),
          },
          addMembership: undefined,
          endMembership: undefined,
        },
      },
    });
    expect(rowsOf(ACCOUNTS)[0]?.[2]).toBe(
      'ADEFO CCAS, en remplacement de Ana Roy, du 1er novembre 2025 au 30 novembre 2025',
    );
    await press('Autre structure pour Karim Haddad');
    await press('Mettre fin au rattachement à CCAS', dialog());
    expect(server.sent('accounts.endMembership')).toEqual([{ membershipId: 3 }]);
    await choose('En remplacement de', 'Claire Morel (Coordination)', dialog());
    await press('Rattacher', dialog());
    expect(words(dialog())).toContain('Un remplacement finit un jour');
    expect(server.sent('accounts.addMembership')).toEqual([]);
  });

  it('can be acted on, but never oneself, nor a closed account beyond opening it again', async () => {
    await open();
    const [karim, paul, claire] = [...tableOf(ACCOUNTS).querySelectorAll('tbody tr')];
    expect(buttons(karim)).toEqual([
      'Changer le rôle de Karim Haddad',
      'Autre structure pour Karim Haddad',
      'Mot de passe oublié par Karim Haddad',
      'Téléphone perdu par Karim Haddad',
      'Désactiver Karim Haddad',
    ]);
    expect(buttons(paul)).toEqual(['Changer le rôle de Paul Vidal', 'Réactiver Paul Vidal']);
    expect(buttons(claire)).toEqual([]);
    expect(claire?.textContent).toContain('Vous');
  });

  it('are invited for a place, the organisation asked of those who write', async () => {
    const { server } = await open();
    await press('Inviter une personne');
    await press('Inviter', dialog());
    expect(besideField('Prénom et nom')).toEqual(['Indiquez le prénom et le nom.']);
    expect(besideField('Structure')).toEqual(['Choisissez la structure pour laquelle cette personne écrit.']);
    await fill('Prénom et nom', 'Nina Blanc');
    await fill('Adresse électronique', 'nina@exemple.fr');
    await choose('Structure', 'CCAS');
    server.answer({ accounts: { invite: { delivery: 'sent', link: null, expiresAt: '2025-11-15T13:05:00.000Z' } } });
    await press('Inviter', dialog());
    expect(server.sent('accounts.invite')).toMatchObject([
      { name: 'Nina Blanc', email: 'nina@exemple.fr', role: 'contributor', organisationId: 8 },
    ]);
    expect(words(dialog())).toContain('Le message est parti.');
    expect(words(dialog())).toContain('15 novembre 2025 à 14:05');
    await press('Terminer', dialog());
    expect(isDialogOpen()).toBe(false);
  });

  it('lets the link be passed on by hand where no mail server is set', async () => {
    const { server } = await open();
    await press('Mot de passe oublié par Karim Haddad');
    const link = 'https://observatoire.exemple.fr/invitation/abc';
    server.answer({
      accounts: { sendPasswordLink: { delivery: 'kept', link, expiresAt: '2025-11-15T13:05:00.000Z' } },
    });
    await press('Créer le lien', dialog());
    expect(words(dialog())).toContain('Transmettez ce lien vous-même');
    expect(words(dialog())).toContain(link);
  });

  it('says why an address cannot be invited, and keeps what was typed', async () => {
    const { server } = await open();
    await press('Inviter une personne');
    await fill('Prénom et nom', 'Karim Haddad');
    await fill('Adresse électronique', 'karim.haddad@exemple.fr');
    await choose('Rôle', 'Lecture (services de l’État, comité de pilotage)');
    server.answer({ accounts: { invite: refused('CONFLICT', { reason: 'known-email' }) } });
    await press('Inviter', dialog());
    expect(alert()).toContain('Cette adresse électronique a déjà un compte.');
    expect(server.sent('accounts.invite')).toMatchObject([{ role: 'reader', organisationId: null }]);
    server.answer({ accounts: { invite: illFormed('email') } });
    await press('Inviter', dialog());
    expect(alert()).toContain('Un champ n’est pas rempli comme attendu.');
  });

  it('change role, or are put out and let in again', async () => {
    const { server } = await open();
    server.answer({
      accounts: { changeRole: undefined, disable: undefined, enable: undefined, removeProofs: undefined, holdings },
    });
    await press('Changer le rôle de Karim Haddad');
    await choose('Structure', 'CCAS');
    await press('Enregistrer', dialog());
    await press('Désactiver Karim Haddad');
    await press('Désactiver', dialog());
    await press('Réactiver Paul Vidal');
    await press('Réactiver', dialog());
    await press('Téléphone perdu par Karim Haddad');
    await press('Retirer et fermer ses sessions', dialog());
    expect(server.sent('accounts.changeRole')).toEqual([{ userId: 'karim', role: 'contributor', organisationId: 8 }]);
    expect(server.sent('accounts.disable')).toEqual([{ userId: 'karim', successorId: null }]);
    expect(server.sent('accounts.enable')).toEqual([{ userId: 'paul' }]);
    expect(server.sent('accounts.removeProofs')).toEqual([{ userId: 'karim' }]);
    expect(isDialogOpen()).toBe(false);
  });

  it('who are invited are listed until they come, with the end of their link', async () => {
    const { server } = await open();
    expect(rowsOf('Invitations en attente').map((row) => row.slice(0, 3))).toEqual([
      [
        'Léa Rouxlea@exemple.fr',
        'Lecture (services de l’État, comité de pilotage)',
        'En attentejusqu’au 14 novembre 2025 à 14:05',
      ],
      ['Karim Haddadkarim.haddad@exemple.fr', 'Nouveau mot de passe', 'Expiréedepuis le 1 novembre 2025 à 09:00'],
    ]);
    server.answer({ accounts: { cancelInvitation: undefined } });
    await press('Annuler l’invitation de Léa Roux');
    expect(server.sent('accounts.cancelInvitation')).toEqual([{ invitationId: 4 }]);
  });

  it('are nobody’s business but the coordinator’s: a contributor is not even given the list', async () => {
    const { server } = await openPage('/personnes', { as: contributor });
    expect(title()).toBe('Vous n’avez pas accès à cette page');
    expect(server.sent('accounts.people')).toEqual([]);
  });
});

describe('a sensitive act', () => {
  const proofs: Outputs['accounts']['proofs'] = {
    password: true,
    codeSince: '2025-01-10T09:00:00.000Z',
    recoveryCodes: 3,
    passkeys: [],
    provider: false,
    required: false,
  };
  const openAsked = async () => {
    let isConfirmed = false;
    const opened = await openPage('/personnes', {
      answers: {
        accounts: { people, proofs, holdings, disable: () => (isConfirmed ? nothing : refused('CONFIRM_IDENTITY')) },
      },
      web: {
        'POST /api/auth/confirm': (body) => {
          isConfirmed = (body as { password?: string }).password === 'le bon';
          return isConfirmed ? { body: {} } : { status: 401, body: { code: 'WRONG' } };
        },
      },
    });
    await press('Désactiver Karim Haddad');
    await press('Désactiver', dialog());
    return opened;
  };
  const question = () => [...document.querySelectorAll('dialog[open]')].find((one) => words(one).includes('Confirmez'));

  it('asks who is there, and goes on by itself once it is known', async () => {
    const { server } = await openAsked();
    await fill('Mot de passe', 'un autre', question());
    await press('Confirmer', question());
    expect(alert()).toContain('Ce n’est pas votre mot de passe.');
    await fill('Mot de passe', 'le bon', question());
    await press('Confirmer', question());
    expect(server.sent('accounts.disable')).toHaveLength(2);
    expect(isDialogOpen()).toBe(false);
  });

  it('is not done when the person gives up, and offers the code in the place of the password', async () => {
    const { server } = await openAsked();
    await press('Utiliser un code', question());
    expect(buttons(question())).toContain('Utiliser le mot de passe');
    await press('Annuler', question());
    expect(server.sent('accounts.disable')).toHaveLength(1);
    expect(isDialogOpen()).toBe(true);
  });
});
