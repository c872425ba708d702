import path from 'node:path';
import * as z from 'zod';
import type { SecondFactorRule } from './session.ts';
import { isLoopback } from './web/host-names.ts';
import { MOST_A_MINUTE } from './web/request-limits.ts';

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  DATABASE_READ_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(100).default(10),
  KEY_FILE: z.string().min(1).optional(),
  PUBLIC_URL: z.url().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/)
    .optional(),
  DEMO: z.enum(['0', '1']).default('1'),
  DEMO_PUBLIC: z.enum(['0', '1']).default('0'),
  CATALOGUE: z.string().min(1).optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_LABEL: z.string().min(1).max(40).default('ProConnect'),
  OIDC_ACR: z
    .string()
    .regex(/^\S+( \S+)*$/)
    .optional(),
  SESSION_IDLE_HOURS: z.coerce.number().min(0.25).max(24).default(8),
  SESSION_MAX_HOURS: z.coerce.number().min(0.5).max(168).default(12),
  SECOND_FACTOR: z.enum(['required', 'offered']).default('required'),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).max(1_000_000).default(MOST_A_MINUTE),
  TRUSTED_PROXY: z.string().min(1).optional(),
  BACKUPS: z.enum(['0', '1']).default('1'),
  BACKUP_DIR: z.string().min(1).optional(),
  METRICS: z.enum(['0', '1']).default('0'),
  METRICS_TOKEN: z.string().min(24).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
});

const expected: Record<string, string> = {
  PORT: 'un numéro de port entre 0 et 65535',
  HOST: 'une adresse, par exemple 127.0.0.1',
  DATA_DIR: 'le chemin d’un dossier',
  DATABASE_URL: 'une adresse postgresql://utilisateur:motdepasse@serveur/base',
  DATABASE_READ_URL: 'l’adresse postgresql://… d’une réplique du serveur de DATABASE_URL, qui va avec',
  DATABASE_CONNECTIONS: 'un nombre entier de connexions entre 2 et 100',
  KEY_FILE: 'le chemin d’un fichier',
  PUBLIC_URL: 'une adresse https://…',
  SMTP_URL: 'une adresse smtp://utilisateur:motdepasse@serveur:587 ou smtps://…',
  MAIL_FROM: 'une adresse électronique, seule ou « Nom <adresse> » ; elle est nécessaire avec SMTP_URL',
  DEMO: '0 (sans démonstration) ou 1',
  DEMO_PUBLIC: '0, ou 1 pour montrer la démonstration à d’autres machines',
  CATALOGUE: 'le chemin du fichier de catalogue d’un autre territoire, ou « none »',
  OIDC_ISSUER: 'l’adresse https://… du fournisseur d’identité ; OIDC_CLIENT_ID et OIDC_CLIENT_SECRET vont avec',
  OIDC_CLIENT_ID: 'l’identifiant donné par le fournisseur d’identité',
  OIDC_CLIENT_SECRET: 'le secret donné par le fournisseur d’identité',
  OIDC_LABEL: 'le nom du fournisseur d’identité, 40 caractères au plus',
  OIDC_ACR: 'les niveaux d’authentification acceptés du fournisseur d’identité, séparés par une espace',
  SESSION_IDLE_HOURS: 'un nombre d’heures entre 0.25 et 24',
  SESSION_MAX_HOURS: 'un nombre d’heures entre 0.5 et 168',
  SECOND_FACTOR: 'required (exigé de la coordination et des lectures intégrales) ou offered (proposé à tous)',
  REQUESTS_PER_MINUTE: 'un nombre entier de demandes ; 0 pour ne pas compter',
  TRUSTED_PROXY: 'les adresses des serveurs mandataires, séparées par des virgules',
  BACKUPS: '1 (une sauvegarde par jour) ou 0',
  BACKUP_DIR: 'le chemin d’un dossier où l’observatoire peut écrire',
  METRICS: '1 (mesures lisibles depuis cette machine) ou 0',
  METRICS_TOKEN: 'un secret d’au moins 24 caractères',
  LOG_LEVEL: 'silent, error, warn, info ou debug',
};

/** `CATALOGUE=none`: a start without any territory. */
export const NO_CATALOGUE = 'none';

export interface Environment {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  /** A streaming replica of that server, which publications are read from. */
  replicaUrl: string | undefined;
  connections: number;
  keyFile: string;
  baseUrl: string | undefined;
  /** The mail server, and who messages come from; null: they are kept in the outbox. */
  smtp: { url: string; from: string } | null;
  /** The identity provider of public agents, when people may come in by it. */
  provider: { issuer: string; clientId: string; clientSecret: string; label: string; acr: readonly string[] } | null;
  /** A session ends after so long without a request, and so long after signing in whatever happens. */
  sessionIdleSeconds: number;
  sessionMaxSeconds: number;
  secondFactor: SecondFactorRule;
  /** The most that one account, or one network without an account, may ask in a minute; 0: nothing is counted. */
  requestsAMinute: number;
  /** Whose word is taken for the address of a browser: the proxy of this machine when a public address is configured. */
  trustedProxy: string | undefined;
  demonstration: boolean;
  /** Reached from this very machine only: no public address, and nothing listens outside. */
  atHome: boolean;
  /** The demonstration, whose passwords everybody may read, is shown to other machines on purpose. */
  demonstrationPublic: boolean;
  /** The catalogue file that the first start loads instead of the first territory's; then there is no demonstration. */
  catalogueFile: string | undefined;
  /** Where the product keeps one backup a day, and one before each update; null: it makes none by itself. */
  backupFolder: string | null;
  /** Who may read the measures: nobody, programs of this machine, or whoever bears the token. */
  metrics: { local: boolean; token: string | null };
  logLevel: string;
}

/** A demonstration answers this machine alone, unless it was said to be for everybody. */
export function requireHome({
  atHome,
  demonstrationPublic,
}: Pick<Environment, 'atHome' | 'demonstrationPublic'>): void {
  if (atHome || demonstrationPublic) return;
  throw new Error(
    'La démonstration ne se montre que sur cette machine\u00a0: ses mots de passe sont affichés à la page de connexion. Retirez-la (npm run clear-demonstration, ou DEMO=0 sur un dossier neuf), ou montrez-la à tous par DEMO_PUBLIC=1.',
  );
}

const unusable = (name: string) => new Error(`La variable ${name} ne convient pas : il faut ${expected[name]}.`);

/** All three or none; over plain http only on this machine, where tests and trials run. */
function providerOf(env: z.infer<typeof schema>): Environment['provider'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_LABEL: label } = env;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer) throw unusable('OIDC_ISSUER');
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost'].includes(hostname)) throw unusable('OIDC_ISSUER');
  if (!clientId) throw unusable('OIDC_CLIENT_ID');
  if (!clientSecret) throw unusable('OIDC_CLIENT_SECRET');
  return { issuer, clientId, clientSecret, label, acr: env.OIDC_ACR?.split(' ') ?? [] };
}

/** What the environment asks for, or an error whose message is the French sentence to print. An empty variable is an absent one. */
export function readEnvironment(source: NodeJS.ProcessEnv): Environment {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== '')));
  if (!parsed.success) throw unusable(String(parsed.error.issues[0]?.path[0]));
  const env = parsed.data;
  if (env.SMTP_URL && !env.MAIL_FROM) throw unusable('MAIL_FROM');
  if (env.DATABASE_READ_URL && !env.DATABASE_URL) throw unusable('DATABASE_READ_URL');
  const dataDir = path.resolve(env.DATA_DIR);
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir,
    databaseUrl: env.DATABASE_URL,
    replicaUrl: env.DATABASE_READ_URL,
    connections: env.DATABASE_CONNECTIONS,
    keyFile: path.resolve(env.KEY_FILE ?? path.join(dataDir, 'secrets', 'pseudonyms.key')),
    baseUrl: env.PUBLIC_URL,
    smtp: env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : null,
    provider: providerOf(env),
    sessionIdleSeconds: env.SESSION_IDLE_HOURS * 3600,
    sessionMaxSeconds: env.SESSION_MAX_HOURS * 3600,
    secondFactor: env.SECOND_FACTOR,
    requestsAMinute: env.REQUESTS_PER_MINUTE,
    trustedProxy: env.TRUSTED_PROXY ?? (env.PUBLIC_URL && 'loopback'),
    demonstration: env.DEMO === '1' && env.CATALOGUE === undefined,
    atHome: env.PUBLIC_URL === undefined && isLoopback(env.HOST),
    demonstrationPublic: env.DEMO_PUBLIC === '1',
    catalogueFile: env.CATALOGUE && (env.CATALOGUE === NO_CATALOGUE ? NO_CATALOGUE : path.resolve(env.CATALOGUE)),
    backupFolder: env.BACKUPS === '1' ? path.resolve(env.BACKUP_DIR ?? path.join(dataDir, 'backups')) : null,
    metrics: { local: env.METRICS === '1', token: env.METRICS_TOKEN ?? null },
    logLevel: env.LOG_LEVEL,
  };
}
