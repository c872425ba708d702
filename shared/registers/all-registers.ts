import { actionLogementAid } from './action-logement-aid.ts';
import { capturedDwelling } from './captured-dwelling.ts';
import { ccaRequest } from './cca-request.ts';
import { evictionProcedure } from './eviction-procedure.ts';
import { monthlyReturn } from './monthly-return.ts';
import type { Register, SourceName } from './register.ts';
import { residence } from './residence.ts';
import { siaoRequest } from './siao-request.ts';
import { workshop } from './workshop.ts';

/** Every source that the product knows how to read. Adding a source is adding its file here. */
export const allRegisters: Register[] = [
  siaoRequest,
  ccaRequest,
  capturedDwelling,
  workshop,
  evictionProcedure,
  monthlyReturn,
  residence,
  actionLogementAid,
];

/** The register of a source. */
export function registerOf(source: SourceName): Register {
  const register = allRegisters.find((candidate) => candidate.source === source);
  if (register === undefined) throw new Error(`No register for ${source}`);
  return register;
}
