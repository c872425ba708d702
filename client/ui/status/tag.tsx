import type { ReactNode } from 'react';
import './tag.css';

/** `fictitious` is hatched, `published` has a solid edge, `assumption` a dotted one: told apart in black and white. */
export type TagVariant = 'fictitious' | 'published' | 'assumption' | 'neutral' | 'info';

const words: Partial<Record<TagVariant, string>> = {
  fictitious: 'fictif',
  published: 'publié',
  assumption: 'hypothèse',
};

/** A short word that qualifies what stands beside it: « fictif », « publié », « hypothèse ». */
export function Tag({
  variant = 'neutral',
  children,
  title,
}: {
  variant?: TagVariant;
  children?: ReactNode;
  title?: string;
}) {
  return (
    <span className={`tag tag-${variant}`} title={title}>
      {children ?? words[variant]}
    </span>
  );
}
