/** The public documents that the catalogue quotes, by the title under which a reader finds them. */
export const documents = {
  accords2023: 'Délibération du 23 mars 2023 (Logement d’abord)',
  subsidies2023: 'Délibération du 21 décembre 2023 (Logement d’abord)',
  convention: 'Convention pluriannuelle État–Dijon métropole 2023-2025',
  annex: 'Convention pluriannuelle État–Dijon métropole 2023-2025, annexe 1',
  actionLogement: 'Délibération du 17 décembre 2020 (Action Logement)',
  socialHousing: 'Délibération du 22 juin 2023 (occupation du parc social)',
} as const;
