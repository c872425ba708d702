import { closeSync, openSync, writeSync } from 'node:fs';

const situations = [
  'Rue - abri de fortune',
  'Hébergement d’urgence',
  'Hôtel',
  'Hébergé chez un tiers',
  'CHRS / stabilisation',
];
const communes = ['Dijon', 'CHENOVE', '21240 Talant', 'Quetigny', 'Longvic', 'Beaune'];
const compositions = ['Homme seul', 'Femme seule', 'Femme seule avec enfant(s)', 'Couple avec enfant(s)'];
const reasons = ['', '', 'Relogement parc social', 'Sans nouvelles'];
const services = ['CCAS Dijon', 'Conseil départemental', 'ADEFO', 'Croix-Rouge', 'SPIP'];
const header =
  'N° de demande;Date de la demande;Type de demande;Statut;Sexe;Nom;Prénom;Date de naissance;Composition du ménage;Nombre de personnes;Dont mineurs;Situation résidentielle;Commune;Service instructeur;Préconisation;Date d’orientation;Date d’admission;Date de clôture;Motif de clôture';

const two = (value: number) => String(value).padStart(2, '0');
const dated = (day: number, month: number, year: number) => `${two(day)}/${two(month)}/${year}`;

/** One line of an export of the SI-SIAO, the same at every call; 84 months, every label, people's names to be dropped. */
function line(row: number): string {
  const month = (row * 7) % 84;
  const [year, rank] = [2018 + Math.floor(month / 12), (month % 12) + 1];
  const day = (row % 28) + 1;
  const reason = reasons[row % reasons.length] ?? '';
  return [
    `21-${year}-${row}`,
    dated(day, rank, year),
    'Première demande',
    reason ? 'Clôturée' : 'En cours',
    row % 2 ? 'H' : 'F',
    'ANONYME',
    'Prénom',
    dated(day, rank, 1960 + (row % 40)),
    compositions[row % compositions.length],
    1 + (row % 4),
    row % 3,
    situations[row % situations.length],
    communes[row % communes.length],
    services[row % services.length],
    row % 5 ? 'Logement autonome' : 'CHRS',
    '',
    '',
    reason ? dated(day, rank, year + 1) : '',
    reason,
  ].join(';');
}

/** Writes a file of insertion requests of as many rows as wanted. */
export function writeSiaoFile(file: string, rows: number): void {
  const descriptor = openSync(file, 'w');
  let text = `${header}\r\n`;
  for (let row = 0; row < rows; row += 1) {
    text += `${line(row)}\r\n`;
    if (text.length < 1 << 20) continue;
    writeSync(descriptor, text);
    text = '';
  }
  writeSync(descriptor, text);
  closeSync(descriptor);
}
