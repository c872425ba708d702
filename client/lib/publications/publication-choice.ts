import {
  PUBLICATION_COOKIE,
  type PublicationChoice,
  publicationIn,
  readsPublication,
} from '../../../shared/domain/site/publication-choice.ts';
import { useSession } from '../session.ts';

/** What this browser reads pages in; null: one's own figures. */
export const chosenPublication = (): PublicationChoice => publicationIn(document.cookie);

/** In a cookie until the browser closes: a screen left in a publication would be taken for one's own. */
export function keepChoice(choice: PublicationChoice): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  const kept = choice === null ? '; Max-Age=0' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in the browsers that the product promises.
  document.cookie = `${PUBLICATION_COOKIE}=${choice ?? ''}; Path=/${kept}; SameSite=Lax${secure}`;
}

/** Reads pages in a publication, or in one's own figures: from a new page, so that nothing read before stays on screen. */
export function choosePublication(choice: PublicationChoice, address = '/'): void {
  keepChoice(choice);
  location.assign(address);
}

/** True when what is shown is a publication's; `isOwn`: it is asked of one's own organisation. */
export function useReadsPublication(isOwn = false): boolean {
  const role = useSession().data?.viewer?.role;
  return role !== undefined && readsPublication({ role, choice: chosenPublication() }, isOwn);
}
