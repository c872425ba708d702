const situations = [
  'Rue - abri de fortune',
  'Hébergement d’urgence',
  'Hôtel',
  'Hébergé chez un tiers',
  'CHRS / stabilisation',
];
const communes = ['Dijon', 'Chenôve', 'Talant', 'Quetigny', 'Longvic', 'Beaune'];
const reasons = ['', '', 'Relogement parc social', 'Sans nouvelles'];

const two = (value: number) => String(value).padStart(2, '0');

/** A file of insertion requests of as many rows as wanted, the same at every call. */
export function siaoFile(rows: number): Uint8Array {
  const lines = [
    'N° de demande;Date de la demande;Situation résidentielle;Commune;Nombre de personnes;Date de clôture;Motif de clôture',
  ];
  for (let row = 0; row < rows; row += 1) {
    const month = two((row % 12) + 1);
    const day = two((row % 28) + 1);
    const reason = reasons[row % reasons.length];
    const closing = reason ? `${day}/${month}/2025` : '';
    lines.push(
      [
        `B-${row}`,
        `${day}/${month}/2024`,
        situations[row % situations.length],
        communes[row % communes.length],
        1 + (row % 4),
        closing,
        reason,
      ].join(';'),
    );
  }
  return new TextEncoder().encode(lines.join('\r\n'));
}
