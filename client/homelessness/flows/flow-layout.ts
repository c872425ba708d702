import type { Scale } from '../../charts/prepare/scale-ticks.ts';
import type { PreparedFlows } from './prepare-flows.ts';

/** Where things stand in a drawing: a wide one has its labels at the right, the one of a telephone above each panel. */
export interface Layout {
  width: number;
  left: number;
  right: number;
  active: { top: number; height: number };
  flows: { top: number; height: number };
  isWide: boolean;
}

export const wide: Layout = {
  width: 900,
  left: 46,
  right: 206,
  active: { top: 34, height: 116 },
  flows: { top: 196, height: 210 },
  isWide: true,
};
export const narrow: Layout = {
  width: 360,
  left: 34,
  right: 4,
  active: { top: 34, height: 100 },
  flows: { top: 236, height: 190 },
  isWide: false,
};

export interface Geometry {
  layout: Layout;
  x: (index: number) => number;
  active: (value: number) => number;
  flow: (value: number) => number;
  bar: number;
  bottom: number;
}

const place =
  (scale: Scale, { top, height }: { top: number; height: number }) =>
  (value: number) =>
    top + height * (1 - (value - scale.min) / (scale.max - scale.min));

export function geometryOf({ drawn, activeScale, flowScale }: PreparedFlows, layout: Layout): Geometry {
  const slot = (layout.width - layout.left - layout.right) / Math.max(1, drawn.length);
  return {
    layout,
    x: (index) => layout.left + slot * (index + 0.5),
    active: place(activeScale, layout.active),
    flow: place(flowScale, layout.flows),
    bar: Math.min(36, slot * 0.72),
    bottom: layout.flows.top + layout.flows.height + (layout.isWide ? 30 : 18),
  };
}
