/** The five public documents that the catalogue quotes, by the title under which a reader finds them. */
export const documents = {
  S0: 'Délibération du 23 mars 2023 (Logement d’abord)',
  S1: 'Délibération du 21 décembre 2023 (Logement d’abord)',
  S2: 'Convention pluriannuelle État–Dijon métropole 2023-2025 et son annexe',
  S3: 'Délibération du 17 décembre 2020 (Action Logement)',
  S4: 'Délibération du 22 juin 2023 (occupation du parc social)',
} as const;
