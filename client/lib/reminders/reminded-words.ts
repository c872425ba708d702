import { frenchCount } from '../../../shared/domain/words/french-format.ts';

/** What the reminders did, in a sentence. */
export function remindedWords({
  written,
  already,
  nobody,
}: {
  written: string[];
  already: string[];
  nobody: string[];
}): string {
  const said = [
    written.length > 0 && frenchCount(written.length, 'rappel est parti', 'rappels sont partis'),
    already.length > 0 && `déjà relancé aujourd’hui\u00a0: ${already.join(', ')}`,
    nobody.length > 0 && `personne à qui écrire\u00a0: ${nobody.join(', ')}`,
  ];
  return `${said.filter((one) => one !== false).join('\u202f; ')}.`;
}
