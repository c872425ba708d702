import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** argon2id with OWASP's parameters (19 MiB, two passes, one lane): about 50 ms, the same whether the password is right or not. */
const cost = {
  algorithm: 2 satisfies Algorithm.Argon2id as Algorithm,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};

/** The PHC string kept instead of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

/** True when `password` gave `hashed`. The same keyboard gives é in one or two code points: both are the same password. */
export function verifyPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password.normalize('NFKC'));
}
