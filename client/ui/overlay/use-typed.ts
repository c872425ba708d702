import { type FocusEvent, useRef } from 'react';

type TextField = HTMLInputElement | HTMLTextAreaElement;

const notTyped = ['checkbox', 'radio', 'button', 'submit', 'file'];

const isTextField = (element: EventTarget): element is TextField =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !notTyped.includes(element.type));

/** Whether something was typed in the fields inside: what each said when it was first entered is kept, and compared. */
export function useTyped() {
  const entered = useRef(new Map<TextField, string>());
  return {
    onFocus: ({ target }: FocusEvent) => {
      if (isTextField(target) && !entered.current.has(target)) entered.current.set(target, target.value);
    },
    isTyped: () => [...entered.current].some(([field, value]) => field.isConnected && field.value !== value),
    forget: () => entered.current.clear(),
  };
}
