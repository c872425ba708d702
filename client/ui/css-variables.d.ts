import 'react';

declare module 'react' {
  // Geometry goes to the style sheet through custom properties; everything else is a class.
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
