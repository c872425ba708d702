/** How the screen is lit: « système » follows the computer, and is what a browser without a choice gets. */
export const themes = ['systeme', 'clair', 'sombre'] as const;
export type Theme = (typeof themes)[number];

/** The cookie that keeps the choice in one browser. It says nothing of who chose, so it needs no consent (CNIL, 2020). */
export const THEME_COOKIE = 'obs.theme';

/**
 * The choice that a browser keeps, read from its cookies; « systeme » for none and for anything else.
 * Example: `themeIn('obs.step=; obs.theme=sombre')` is « sombre »; `themeIn('obs.theme="><script>')` is « systeme ».
 */
export function themeIn(cookies: string): Theme {
  const kept = new RegExp(`(?:^|;\\s*)${THEME_COOKIE.replace('.', '\\.')}=(\\w+)(?:;|$)`, 'u').exec(cookies)?.[1];
  return themes.find((one) => one === kept) ?? 'systeme';
}
