/**
 * What a browser says of a field that is not filled in as it should be, in French whatever its own language: the browser asks
 * `validity`, and the words are ours.
 */

type Checked = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isChecked = (target: EventTarget | null): target is Checked =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;

function validityWords({ validity }: Pick<Checked, 'validity'>): string {
  if (validity.valueMissing) return 'Remplissez ce champ.';
  if (validity.typeMismatch || validity.badInput) return 'Cette valeur n’a pas la forme attendue.';
  if (validity.tooShort) return 'Ce texte est trop court.';
  if (validity.rangeUnderflow) return 'Cette valeur est trop petite.';
  if (validity.rangeOverflow) return 'Cette valeur est trop grande.';
  return 'Cette valeur ne convient pas.';
}

/** From now on, for every field of the page. */
export function speakFrench(page: Document): void {
  page.addEventListener(
    'invalid',
    ({ target }) => {
      if (!isChecked(target)) return;
      target.setCustomValidity('');
      target.setCustomValidity(validityWords(target));
    },
    true,
  );
  const clear = ({ target }: Event) => isChecked(target) && target.setCustomValidity('');
  page.addEventListener('input', clear, true);
  page.addEventListener('change', clear, true);
}
