import type { RoomHelp } from './room-help.ts';
import { administrationRooms } from './rooms-administration.ts';
import { collectingRooms } from './rooms-collecting.ts';
import { observingRooms } from './rooms-observing.ts';
import { referenceRooms } from './rooms-reference.ts';
import { steeringRooms } from './rooms-steering.ts';

/** The help as its index lists it: groups of rooms, in the order of the navigation. */
export const helpGroups: readonly { title: string; rooms: readonly RoomHelp[] }[] = [
  { title: 'Pilotage', rooms: steeringRooms },
  { title: 'Observer', rooms: observingRooms },
  { title: 'Collecte', rooms: collectingRooms },
  { title: 'Référence', rooms: referenceRooms },
  { title: 'Administration, et votre accès', rooms: administrationRooms },
];

/** The help of the room at `/aide/<slug>`, or undefined when there is none. */
export function roomHelpOf(slug: string): RoomHelp | undefined {
  return helpGroups.flatMap(({ rooms }) => rooms).find((room) => room.slug === slug);
}
