import type { ApiScope as Scope } from '../../shared/schemas/api.ts';

export const scopeWords: Record<Scope, string> = {
  'figures:read': 'Lire le catalogue et les chiffres publiés',
  'entry:read': 'Lire les mois de la structure',
  'entry:write': 'Écrire et envoyer les mois de la structure',
};

export const tokenStateWords = { active: 'Actif', expired: 'Expiré', revoked: 'Révoqué' };
