import { Section } from '../../ui/layout/section.tsx';
import { ScrollRegion } from '../../ui/table/scroll-region.tsx';
import type { LedgerAnswer } from '../ledger-words.ts';
import { type BridgeLine, prepareBridge } from './prepare-bridge.ts';
import './bridge.css';

const WIDTH = 100;

/** A falling bar: a level from zero, or the part that a term takes away. */
function Bar({ line, largest }: { line: BridgeLine; largest: number }) {
  const scale = WIDTH / Math.max(1, largest);
  const [from, to] =
    line.kind === 'level' ? [0, line.level] : [line.level, line.level - line.change].sort((a, b) => a - b);
  const width = Math.abs((to ?? 0) - (from ?? 0)) * scale;
  return (
    <svg className="bridge-bar" viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true">
      <rect
        className={`bridge-bar-${line.kind}`}
        x={(from ?? 0) * scale}
        y="1"
        width={width === 0 ? 0 : Math.max(0.6, width)}
        height="10"
      />
    </svg>
  );
}

/** From the requests that the SIAO holds open to the households without a home: it adds up to the unit, and each term says its rule. */
export function Bridge({ answer, linkedSince }: { answer: LedgerAnswer; linkedSince: string | null }) {
  const bridge = prepareBridge(answer, linkedSince);
  if (!bridge)
    return answer.source.visibility === 'validated' ? (
      <p className="homelessness-rule homelessness-counted">
        Le passage des demandes du fichier du SIAO à ce nombre est montré à la coordination, au SIAO et aux services de
        l’État en lecture intégrale{'\u00a0'}: ses termes sont de petits nombres.
      </p>
    ) : null;
  return (
    <Section title={bridge.title} headingLevel={2}>
      <ScrollRegion label="Du fichier du SIAO au chiffre publié">
        <table className="table bridge">
          <caption className="visually-hidden">
            Passage des demandes ouvertes dans le fichier aux ménages sans domicile
          </caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Étape</th>
              <td />
              <th scope="col">Nombre</th>
            </tr>
          </thead>
          <tbody>
            {bridge.lines.map((line) => (
              <tr key={line.key} className={`bridge-${line.kind}`}>
                <th scope="row">
                  {line.label}
                  {line.note && <small>{line.note}</small>}
                  {line.rule && (
                    <details>
                      <summary>
                        Règle<span className="visually-hidden">{` : ${line.label}`}</span>
                      </summary>
                      <p>{line.rule}</p>
                    </details>
                  )}
                </th>
                <td className="bridge-drawing">
                  <Bar line={line} largest={bridge.largest} />
                </td>
                <td className="table-cell-number">{line.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}
