import { type GuideName, guides } from '../../shared/help/guides.ts';
import { renderInProcess } from '../documents/render-process.ts';

/** The same words give the same bytes: a guide is made once a start, however many ask for it. */
const made = new Map<GuideName, Promise<Buffer>>();

/** A guide as an accessible PDF. */
export function guidePdf(name: GuideName): Promise<Buffer> {
  const known = made.get(name);
  if (known) return known;
  const making = renderInProcess({ format: 'pdf', document: guides[name]() });
  made.set(name, making);
  making.catch(() => made.delete(name));
  return making;
}
