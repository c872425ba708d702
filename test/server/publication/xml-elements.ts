import { SaxesParser } from 'saxes';

/** An element as it was read: its attributes, its own text, the elements in it. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: XmlElement[];
}

/** The root of a document; throws when it is not well formed. */
export function xmlOf(document: string): XmlElement {
  const outside: XmlElement = { name: '', attributes: {}, text: '', children: [] };
  const open = [outside];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: XmlElement = { name, attributes: { ...attributes }, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const inside = open.at(-1);
    if (inside) inside.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(document).close();
  const [root] = outside.children;
  if (!root) throw new Error('an empty document');
  return root;
}

export const elementsOf = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.filter((one) => one.name === name);
