import { describe, expect, it } from 'vitest';
import { readEnvironment, requireHome } from '../../../server/platform/env.ts';

const SECRET = { OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };

describe('the configuration', () => {
  it.each([
    ['PORT', '99999'],
    ['PORT', 'abc'],
    ['DATABASE_URL', 'mysql://x'],
    ['DATABASE_READ_URL', 'mysql://x', { DATABASE_URL: 'postgres://x' }],
    ['DATABASE_READ_URL', 'postgres://replica'],
    ['DATABASE_CONNECTIONS', '1'],
    ['PUBLIC_URL', 'observatoire'],
    ['SMTP_URL', 'http://mail'],
    ['MAIL_FROM', 'personne'],
    ['DEMO', 'oui'],
    ['DEMO_PUBLIC', 'oui'],
    ['SECOND_FACTOR', 'non'],
    ['OIDC_ISSUER', 'ftp://x', SECRET],
    ['OIDC_ISSUER', 'http://ailleurs.example', SECRET],
    ['OIDC_LABEL', 'x'.repeat(41)],
    ['SESSION_IDLE_HOURS', '100'],
    ['SESSION_MAX_HOURS', 'douze'],
    ['REQUESTS_PER_MINUTE', '-1'],
    ['BACKUPS', 'non'],
    ['METRICS', 'true'],
    ['METRICS_TOKEN', 'court'],
    ['LOG_LEVEL', 'bavard'],
  ] as [string, string, Record<string, string>?][])(
    'refuses %s=%s by a sentence that names it and says what is wanted',
    (name, value, others = {}) => {
      const sentence = new RegExp(`^La variable ${name} ne convient pas : il faut \\S.{5,}\\.$`);
      expect(() => readEnvironment({ ...others, [name]: value })).toThrow(sentence);
    },
  );

  it('that lacks its other half is refused by the name of what is missing', () => {
    expect(() => readEnvironment({ SMTP_URL: 'smtp://mail' })).toThrow('MAIL_FROM');
    expect(() => readEnvironment({ OIDC_ISSUER: 'https://x.example' })).toThrow('OIDC_CLIENT_ID');
    expect(() => readEnvironment({ OIDC_ISSUER: 'https://x.example', OIDC_CLIENT_ID: 'a' })).toThrow(
      'OIDC_CLIENT_SECRET',
    );
  });

  it('keeps a demonstration on this machine unless it is shown on purpose', () => {
    const allowed = (env: Record<string, string>) => () => requireHome(readEnvironment(env));
    expect(allowed({})).not.toThrow();
    expect(allowed({ HOST: '::1' })).not.toThrow();
    expect(allowed({ HOST: '0.0.0.0', DEMO_PUBLIC: '1' })).not.toThrow();
    const reached: Record<string, string>[] = [
      { HOST: '0.0.0.0' },
      { HOST: '192.0.2.7' },
      { PUBLIC_URL: 'https://a.exemple.fr' },
    ];
    for (const env of reached)
      expect(allowed(env)).toThrow(/La démonstration ne se montre que sur cette machine.*DEMO_PUBLIC=1/u);
  });

  it('requires a second factor unless it is told to offer one', () => {
    expect(readEnvironment({}).secondFactor).toBe('required');
    expect(readEnvironment({ SECOND_FACTOR: 'offered' }).secondFactor).toBe('offered');
  });

  it('measures nothing and keeps a backup a day unless told otherwise', () => {
    const env = readEnvironment({ DATA_DIR: '/tmp/d' });
    expect(env.metrics).toEqual({ local: false, token: null });
    expect(env.backupFolder).toBe('/tmp/d/backups');
    expect(readEnvironment({ BACKUPS: '0' }).backupFolder).toBeNull();
    expect(readEnvironment({ BACKUP_DIR: '/mnt/b' }).backupFolder).toBe('/mnt/b');
  });
});
