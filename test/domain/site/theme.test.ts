import { expect, it } from 'vitest';
import { themeIn } from '../../../shared/domain/site/theme.ts';

it.each([
  ['', 'systeme'],
  ['obs.step=; obs.theme=sombre', 'sombre'],
  ['obs.theme=clair; obs.device=x.y', 'clair'],
  ['autre.obs.theme=sombre', 'systeme'],
  ['obs.theme="><script>', 'systeme'],
  ['obs.theme=sombreclair', 'systeme'],
])('the cookies « %s » ask for the screen « %s »', (cookies, theme) => {
  expect(themeIn(cookies)).toBe(theme);
});
