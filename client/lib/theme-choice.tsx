import { useState } from 'react';
import { THEME_COOKIE, type Theme, themeIn, themes } from '../../shared/domain/site/theme.ts';
import { Segmented } from '../ui/form/segmented.tsx';

const words: Record<Theme, string> = { systeme: 'Comme l’ordinateur', clair: 'Clair', sombre: 'Sombre' };
const YEAR_SECONDS = 31_536_000;

/** In a cookie and not in the browser's store: the server reads it, so that the first page drawn is already right. */
function keepTheme(theme: Theme): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  const age = theme === 'systeme' ? 0 : YEAR_SECONDS;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in the browsers that the product promises.
  document.cookie = `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
  if (theme === 'systeme') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Light, dark, or as the computer says; kept in this browser. More contrast is taken from the system's own setting. */
export function ThemeChoice() {
  const [theme, setTheme] = useState(() => themeIn(document.cookie));
  return (
    <Segmented
      legend="Apparence de l’écran"
      options={themes.map((value) => ({ value, label: words[value] }))}
      value={theme}
      onChange={(chosen) => {
        keepTheme(chosen);
        setTheme(chosen);
      }}
    />
  );
}
