/**
 * The 23 communes of Dijon métropole: INSEE code, municipal population, centre of the outline, and the group under which
 * figures are published (no figure of a small commune alone leaves the coordinator's view). A row: code, name, population,
 * latitude, longitude, group.
 */
const rows: [string, string, number, number, number, 'DIJON' | 'LARGE' | 'OTHER'][] = [
  ['21231', 'Dijon', 159941, 47.3229, 5.0375, 'DIJON'],
  ['21166', 'Chenôve', 14299, 47.2926, 5.0049, 'LARGE'],
  ['21617', 'Talant', 11986, 47.3391, 4.9975, 'LARGE'],
  ['21171', 'Chevigny-Saint-Sauveur', 10895, 47.2999, 5.1366, 'LARGE'],
  ['21278', 'Fontaine-lès-Dijon', 9032, 47.3474, 5.0246, 'OTHER'],
  ['21515', 'Quetigny', 8897, 47.3194, 5.1151, 'LARGE'],
  ['21355', 'Longvic', 8787, 47.2857, 5.0529, 'LARGE'],
  ['21540', 'Saint-Apollinaire', 7517, 47.336, 5.0931, 'OTHER'],
  ['21390', 'Marsannay-la-Côte', 5440, 47.2792, 4.9845, 'OTHER'],
  ['21452', 'Neuilly-Crimolois', 3430, 47.2731, 5.1139, 'OTHER'],
  ['21485', 'Plombières-lès-Dijon', 2508, 47.3384, 4.951, 'OTHER'],
  ['21481', 'Perrigny-lès-Dijon', 2321, 47.2579, 5.0198, 'OTHER'],
  ['21605', 'Sennecey-lès-Dijon', 2125, 47.2922, 5.1046, 'OTHER'],
  ['21263', 'Fénay', 1724, 47.2449, 5.0544, 'OTHER'],
  ['21003', 'Ahuy', 1695, 47.3711, 5.0205, 'OTHER'],
  ['21223', 'Daix', 1520, 47.3604, 4.9691, 'OTHER'],
  ['21473', 'Ouges', 1505, 47.2608, 5.0782, 'OTHER'],
  ['21315', 'Hauteville-lès-Dijon', 1206, 47.3757, 4.9806, 'OTHER'],
  ['21105', 'Bressey-sur-Tille', 1110, 47.3087, 5.1839, 'OTHER'],
  ['21106', 'Bretenière', 935, 47.2362, 5.1038, 'OTHER'],
  ['21370', 'Magny-sur-Tille', 872, 47.2745, 5.1724, 'OTHER'],
  ['21192', 'Corcelles-les-Monts', 654, 47.3039, 4.942, 'OTHER'],
  ['21270', 'Flavignerot', 231, 47.2774, 4.9189, 'OTHER'],
];

/** Names that old files and habits still give. */
const aliases: Record<string, string[]> = {
  '21452': ['Crimolois', 'Neuilly-lès-Dijon', 'Neuilly', '21213', 'Neuilly Crimolois lès Dijon'],
  '21278': ['Fontaine-les-Dijon'],
  '21171': ['Chevigny-St-Sauveur'],
};

/** Real places whose names are a letter or two from one of the territory's. */
const namesakes: Record<string, string[]> = {
  '21355': ['Longvy'],
  '21473': ['Ouge'],
  '21515': ['Quetigny-le-Vieux'],
  '21263': ['Fenay-le-Bois'],
  '21171': ['Chevigny'],
  '21370': ['Til-sur-Tille'],
};

export const communes = rows.map(([inseeCode, name, population, latitude, longitude, groupCode]) => ({
  inseeCode,
  name,
  population,
  latitude,
  longitude,
  groupCode,
  aliases: aliases[inseeCode] ?? [],
  namesakes: namesakes[inseeCode] ?? [],
}));

/** The groups under which figures are published, in their order. */
export const communeGroups = [
  { code: 'DIJON', name: 'Dijon' },
  { code: 'LARGE', name: 'Chenôve, Longvic, Quetigny, Talant, Chevigny-Saint-Sauveur' },
  { code: 'OTHER', name: 'Autres communes de la métropole' },
];
