import path from 'node:path';
import * as z from 'zod';

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  KEY_FILE: z.string().min(1).optional(),
  PUBLIC_URL: z.url().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/)
    .optional(),
  DEMO: z.enum(['0', '1']).default('1'),
  CATALOGUE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
});

const expected: Record<string, string> = {
  PORT: 'un numéro de port entre 0 et 65535',
  HOST: 'une adresse, par exemple 127.0.0.1',
  DATA_DIR: 'le chemin d’un dossier',
  DATABASE_URL: 'une adresse postgresql://utilisateur:motdepasse@serveur/base',
  KEY_FILE: 'le chemin d’un fichier',
  PUBLIC_URL: 'une adresse https://…',
  SMTP_URL: 'une adresse smtp://utilisateur:motdepasse@serveur:587 ou smtps://…',
  MAIL_FROM: 'une adresse électronique, seule ou « Nom <adresse> » ; elle est nécessaire avec SMTP_URL',
  DEMO: '0 (sans démonstration) ou 1',
  CATALOGUE: 'le chemin du fichier de catalogue d’un autre territoire',
  LOG_LEVEL: 'silent, error, warn, info ou debug',
};

export interface Environment {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  keyFile: string;
  baseUrl: string | undefined;
  /** The mail server, and who messages come from; null: they are kept in the outbox. */
  smtp: { url: string; from: string } | null;
  demonstration: boolean;
  /** The catalogue file that the first start loads instead of the first territory's; then there is no demonstration. */
  catalogueFile: string | undefined;
  logLevel: string;
}

const unusable = (name: string) => new Error(`La variable ${name} ne convient pas : il faut ${expected[name]}.`);

/** What the environment asks for, or an error whose message is the French sentence to print. An empty variable is an absent one. */
export function readEnvironment(source: NodeJS.ProcessEnv): Environment {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== '')));
  if (!parsed.success) throw unusable(String(parsed.error.issues[0]?.path[0]));
  const env = parsed.data;
  if (env.SMTP_URL && !env.MAIL_FROM) throw unusable('MAIL_FROM');
  const dataDir = path.resolve(env.DATA_DIR);
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir,
    databaseUrl: env.DATABASE_URL,
    keyFile: path.resolve(env.KEY_FILE ?? path.join(dataDir, 'secrets', 'pseudonyms.key')),
    baseUrl: env.PUBLIC_URL,
    smtp: env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : null,
    demonstration: env.DEMO === '1' && env.CATALOGUE === undefined,
    catalogueFile: env.CATALOGUE && path.resolve(env.CATALOGUE),
    logLevel: env.LOG_LEVEL,
  };
}
