// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import '../../../client/account/sign-in/sign-in-page.tsx';
import '../../../client/account/sign-in/accept-invitation-page.tsx';
import '../../../client/account/sign-in/forgotten-password-page.tsx';
import '../../../client/help/help-page.tsx';
import { type Outputs, offLine, refused } from '../harness/answering-server.ts';
import { openPage } from '../harness/open-page.tsx';
import { contributor, sessionOf } from '../harness/people.ts';
import {
  alert,
  button,
  buttons,
  field,
  fill,
  follow,
  press,
  said,
  target,
  title,
  titles,
  words,
} from '../harness/reading.ts';

const ways = { body: { provider: null, mails: true, idleHours: 8, longestHours: 12 } };
const SIGN_IN = 'POST /api/auth/sign-in/email';
const CODE = 'POST /api/auth/sign-in/code';

const open = (at: string, web: Parameters<typeof openPage>[1] = {}) =>
  openPage(at, { as: null, ...web, web: { 'GET /api/auth/ways': ways, ...web.web } });

async function tryToEnter() {
  await fill('Adresse électronique', ' karim.haddad@exemple.fr ');
  await fill('Mot de passe', 'une phrase de passe');
  await press('Se connecter');
}

describe('signing in', () => {
  it('is where a page leads whoever is not signed in, and back to it afterwards', async () => {
    const { address } = await open('/collecte?statut=manquant', {
      answers: { collection: { matrix: refused('NOT_SIGNED_IN') } },
    });
    expect(address()).toBe('/connexion?retour=%2Fcollecte%3Fstatut%3Dmanquant');
  });

  it('asks for both fields before it asks the server', async () => {
    const { server } = await open('/connexion');
    expect(title()).toBe('Connexion');
    await press('Se connecter');
    expect(alert()).toContain('Indiquez votre adresse électronique et votre mot de passe.');
    expect(server.received(SIGN_IN)).toEqual([]);
  });

  it.each([
    [401, 'L’adresse électronique ou le mot de passe n’est pas le bon.'],
    [429, 'Trop d’essais depuis cet endroit.'],
    [503, 'Beaucoup de monde essaie d’entrer en ce moment.'],
    [418, 'La connexion a été refusée.'],
  ])('says why it was refused (%i), and keeps the address', async (status, sentence) => {
    const { server } = await open('/connexion', { web: { [SIGN_IN]: { status, body: { code: 'NO' } } } });
    await tryToEnter();
    expect(alert()).toContain(sentence);
    expect(server.received(SIGN_IN)).toEqual([{ email: 'karim.haddad@exemple.fr', password: 'une phrase de passe' }]);
  });

  it('says that nobody answers when the line is cut', async () => {
    await open('/connexion', { web: { [SIGN_IN]: offLine } });
    await tryToEnter();
    expect(alert()).toContain('Le serveur ne répond pas.');
  });

  it('opens the page that was asked', async () => {
    const { server, address } = await open('/connexion?retour=%2Faide', { web: { [SIGN_IN]: { body: {} } } });
    server.answer({ session: { me: sessionOf(contributor) } });
    await tryToEnter();
    expect(address()).toBe('/aide');
  });

  it('has whoever must put a second factor in service, before any page opens', async () => {
    const answers = { 'POST /api/auth/code/start': { body: { secret: 'ABCDEFGH', address: 'otpauth://totp/essai' } } };
    await open('/connexion', { web: { [SIGN_IN]: { status: 202, body: { code: 'ENROLMENT' } }, ...answers } });
    await tryToEnter();
    expect(title()).toBe('Mettre en service un second facteur');
    await press('Utiliser une application de codes');
    expect(words()).toContain('ABCD EFGH');
    await press('Annuler');
    await press('Revenir');
    expect(title()).toBe('Connexion');
  });

  it('asks for the passkey of whoever has nothing else', async () => {
    await open('/connexion', { web: { [SIGN_IN]: { status: 202, body: { code: 'PASSKEY' } } } });
    await tryToEnter();
    expect(words()).toContain('Présentez maintenant votre clé d’accès');
  });

  it('asks for the second factor of whoever has one, and lets them come back', async () => {
    const { server, address } = await open('/connexion?retour=%2Faide', {
      web: { [SIGN_IN]: { status: 202, body: { code: 'SECOND_FACTOR' } }, [CODE]: { status: 401, body: {} } },
    });
    await tryToEnter();
    expect(title()).toBe('Second facteur');
    await press('Valider');
    expect(alert()).toContain('Saisissez le code.');
    await fill('Code à usage unique', '123456');
    await press('Valider');
    expect(alert()).toContain('Ce code n’est pas le bon, ou il a déjà servi.');
    expect(server.received(CODE)).toEqual([{ code: '123456' }]);
    await press('Revenir');
    expect(title()).toBe('Connexion');
    expect(address()).toContain('/connexion');
  });

  it('shows the password to whoever wants to see what they type', async () => {
    await open('/connexion');
    await press('Afficher le mot de passe');
    expect(field('Mot de passe').type).toBe('text');
    await press('Masquer le mot de passe');
    expect(field('Mot de passe').type).toBe('password');
  });

  it('offers the identity provider by its name, and says why it did not let the person in', async () => {
    await open('/connexion?refus=inconnu', {
      web: { 'GET /api/auth/ways': { body: { ...ways.body, provider: 'ProConnect' } } },
    });
    expect(alert()).toContain('Aucun accès n’est ouvert à votre adresse.');
    expect(target('Continuer avec ProConnect')).toBe('/api/auth/provider/start?retour=%2F');
  });

  it('opens the doors of the demonstration, and nothing of the kind elsewhere', async () => {
    const door = { name: 'Karim', email: 'a@demo.example', role: 'contributor' as const };
    const password = 'pinceau-gouttiere-tilleul-63';
    const demonstrationAccounts: Outputs['session']['me']['demonstrationAccounts'] = [
      { ...door, password, organisationName: 'ADEFO' },
    ];
    const { server } = await open('/connexion', {
      session: { demonstration: true, demonstrationAccounts },
      web: { [SIGN_IN]: { status: 401, body: {} } },
    });
    expect(titles()).toContain('Essayer la démonstration');
    await press('Entrer comme association (ADEFO)');
    expect(server.received(SIGN_IN)).toEqual([{ email: 'a@demo.example', password }]);
  });
});

describe('a forgotten password', () => {
  it('gives the same answer whether or not the address has an account', async () => {
    await open('/mot-de-passe-oublie', { web: { 'POST /api/auth/forgotten': { body: {} } } });
    await fill('Adresse électronique', 'quelquun@exemple.fr');
    await press('Recevoir un lien');
    expect(said().join()).toContain('Si un compte est ouvert à cette adresse');
    await follow('Retour à la connexion');
    expect(title()).toBe('Connexion');
  });

  it('says that the message will not leave where no mail server is set, and refuses half an address', async () => {
    await open('/mot-de-passe-oublie', {
      web: {
        'GET /api/auth/ways': { body: { ...ways.body, mails: false } },
        'POST /api/auth/forgotten': { status: 400, body: {} },
      },
    });
    expect(words()).toContain('demandez plutôt un lien à la coordination');
    await fill('Adresse électronique', 'quelquun');
    await press('Recevoir un lien');
    expect(alert()).toContain('Indiquez une adresse électronique complète');
  });
});

describe('an invitation', () => {
  type Guest = Outputs['accounts']['invitation'];
  const guest: Guest = {
    name: 'Léa Roux',
    id: 4,
    email: 'lea@exemple.fr',
    role: 'contributor',
    organisationId: 7,
    expiresAt: '2025-11-14T13:05:00.000Z',
    organisation: 'ADEFO',
    renewal: false,
  };
  const accept = (invitation: Guest, web = {}) =>
    open('/invitation/abc', { answers: { accounts: { invitation } }, web });

  it('says for what place it is, and asks for a password only', async () => {
    await accept(guest);
    expect(title()).toBe('Créer votre accès');
    expect(words()).toContain('Léa Roux, votre accès est prêt : ADEFO.');
    expect(field('Adresse électronique').readOnly).toBe(true);
    expect(buttons()).toContain('Créer mon accès');
  });

  it('refuses a password that is easy to guess, with what would better it', async () => {
    const { server } = await accept(guest);
    await fill('Mot de passe', 'lea');
    expect(words()).toContain('Trop court');
    await press('Créer mon accès');
    expect(alert()).toContain('L’accès n’est pas encore créé');
    expect(server.sent('accounts.acceptInvitation')).toEqual([]);
  });

  it('opens the account and lets the person in', async () => {
    const { server, address } = await accept(guest, { [SIGN_IN]: { status: 202, body: { code: 'SECOND_FACTOR' } } });
    server.answer({ accounts: { acceptInvitation: { email: 'lea@exemple.fr' } } });
    await fill('Mot de passe', 'sept girafes boivent du thé vert');
    expect(button('Créer mon accès')).toBeTruthy();
    await press('Créer mon accès');
    expect(server.sent('accounts.acceptInvitation')).toEqual([
      { token: 'abc', password: 'sept girafes boivent du thé vert' },
    ]);
    expect(address()).toBe('/connexion?etape=code');
  });

  it('asks their name of the first coordinator, who has no address yet', async () => {
    await accept({ ...guest, name: '', email: '', role: 'coordinator', organisation: null });
    expect(words()).toContain('Premier accès : Coordination.');
    await press('Créer mon accès');
    expect(alert()).toContain('Indiquez votre nom et votre adresse électronique.');
  });

  it('says that a new password closes what was open', async () => {
    await accept({ ...guest, renewal: true });
    expect(title()).toBe('Choisir un nouveau mot de passe');
    expect(words()).toContain('fermera vos sessions ouvertes');
  });

  it('that is over leads to whoever can make another', async () => {
    await open('/invitation/abc', { answers: { accounts: { invitation: refused('EXPIRED') } } });
    expect(title()).toBe('Cette invitation ne peut pas servir');
    expect(words()).toContain('Ce lien n’est plus valable. Demandez-en un nouveau à la coordination.');
  });
});
