import './icon.css';

/** Stroke paths on a 24 × 24 grid; decoration only, the word beside it carries the meaning. */
const paths = {
  alert: 'M12 4 3 20h18L12 4Zm0 6v5m0 2.5v.5',
  archive: 'M4 4h16v5H4zM6 9v11h12V9M10 13h4',
  'arrow-left': 'M19 12H5m6-6-6 6 6 6',
  'arrow-right': 'M5 12h14m-6-6 6 6-6 6',
  building: 'M5 21V4h9v17M14 10h5v11M3 21h18M8 8h3m-3 4h3m-3 4h3',
  calendar: 'M4 6h16v15H4zM4 10h16M8 3v5m8-5v5',
  chart: 'M4 20h16M7 20v-7m5 7V5m5 15v-10',
  check: 'm5 13 4 4L19 7',
  'chevron-down': 'm6 9 6 6 6-6',
  'chevron-left': 'm15 6-6 6 6 6',
  'chevron-right': 'm9 6 6 6-6 6',
  close: 'M6 6l12 12M18 6 6 18',
  comment: 'M4 5h16v11H10l-5 4v-4H4z',
  cross: 'M6 6l12 12M18 6 6 18',
  database:
    'M5 6c0-1.7 3-3 7-3s7 1.3 7 3-3 3-7 3-7-1.3-7-3Zm0 0v12c0 1.7 3 3 7 3s7-1.3 7-3V6M5 12c0 1.7 3 3 7 3s7-1.3 7-3',
  document: 'M6 3h8l4 4v14H6zM14 3v5h4M9 12h6m-6 4h6',
  download: 'M12 4v11m-5-4 5 5 5-5M5 20h14',
  edit: 'M4 20h4L19 9l-4-4L4 16v4Zm9-13 4 4',
  euro: 'M18 6.5A7 7 0 1 0 18 17.5M4 10h9M4 14h8',
  external: 'M14 4h6v6m0-6-9 9M18 14v6H4V6h6',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12Zm10 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  filter: 'M4 5h16l-6 8v6l-4-2v-4L4 5Z',
  flag: 'M5 21V4h13l-3 4.5L18 13H5',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-2.5-11a2.5 2.5 0 1 1 3.6 2.3c-.7.4-1.1.9-1.1 1.7m0 2.5v.5',
  home: 'm4 11 8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v6m0-9.5v.5',
  key: 'M15 13a4 4 0 1 0-3.5-2L4 18.500V21h3l1-2h2v-2l2.500-4',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.5M4 12h.5M4 18h.5',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
  logout: 'M14 4H5v16h9M10 12h10m-4-4 4 4-4 4',
  mail: 'M4 6h16v12H4zm0 1 8 6 8-6',
  menu: 'M4 7h16M4 12h16M4 17h16',
  minus: 'M5 12h14',
  people:
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Zm-6 9c0-3.500 2.500-6 6-6s6 2.500 6 6m1-9a3 3 0 1 0-1-5.800M17 14.300c2.500.600 4 2.700 4 5.700',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  refresh: 'M20 11a8 8 0 0 0-14-4L4 9m0-5v5h5M4 13a8 8 0 0 0 14 4l2-2m0 5v-5h-5',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5',
  settings:
    'M4 7h9m4 0h3M4 17h3m4 0h9M15 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Zm-6 10a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z',
  shield: 'M12 3 5 6v6c0 4.500 3 7.500 7 9 4-1.500 7-4.500 7-9V6l-7-3Z',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
  undo: 'M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 12h-3',
  upload: 'M12 20V8M7 12l5-5 5 5M5 4h14',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9c0-4 3.500-7 8-7s8 3 8 7',
} as const;

export type IconName = keyof typeof paths;

export interface IconProps {
  name: IconName;
  /** 1.25 em by default, so that the icon follows the text size. */
  size?: 'small' | 'medium' | 'large';
}

/** A line drawing hidden from assistive technology: always put a word beside it, or a VisuallyHidden text. */
export function Icon({ name, size = 'medium' }: IconProps) {
  return (
    <svg className={`icon icon-${size}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
