/** What PostgreSQL says when it will not start, in words that whoever started the product can act on. */
const causes: readonly [RegExp, string][] = [
  [/no space left on device/i, 'le disque est plein. Libérez de la place, puis recommencez'],
  [
    /permission denied|wrong ownership|has invalid permissions/i,
    'ses fichiers ne peuvent pas être lus ou écrits par le compte qui lance la base. Rendez-les à ce compte, puis recommencez',
  ],
  [/read-only file system/i, 'le disque est en lecture seule. Indiquez un autre dossier par DATA_DIR'],
  [
    /lock file .* already exists|is another (server|postmaster)/i,
    'une autre base de données y travaille encore. Attendez qu’elle s’arrête, puis recommencez',
  ],
  [
    /initialized by PostgreSQL version|incompatible with server/i,
    'il vient d’une autre version de PostgreSQL. Restaurez une sauvegarde dans un dossier neuf',
  ],
  [
    /could not (create|map) shared memory|out of memory|cannot allocate memory/i,
    'la mémoire de la machine ne suffit pas',
  ],
  [
    /could not locate a valid checkpoint|invalid checkpoint|database files are/i,
    'ses fichiers sont abîmés. Restaurez une sauvegarde dans un dossier neuf',
  ],
  [/starting up|recovery|redo/i, 'elle se remet encore d’un arrêt brutal. Attendez une minute, puis recommencez'],
];

/** The cause of a refusal, told by the last lines of the log; `log`: where the whole of it is, when it is none that is known. */
export function causeOf(said: string, log: string): string {
  const known = causes.find(([pattern]) => pattern.test(said));
  return known?.[1] ?? `la raison est écrite dans ${log}`;
}
