import { useQuery } from '@tanstack/react-query';
import { firstLedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { knowledgeWords, stockIn } from '../../shared/domain/ledger/stock-words.ts';
import { frenchMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Link } from '../ui/text/link.tsx';
import type { IndicatorFigure } from './indicator-data.ts';

/** Beside the number of people without a home: its households, the convention's perimeter, what it leaves out, and the way to it. */
export function StockBeside({ figure }: { figure: IndicatorFigure }) {
  const { data } = useQuery(useTRPC().homelessness.ledger.queryOptions(firstLedgerFilters));
  if (!data || data.source.through !== figure.through) return null;
  const [insee, convention] = [stockIn(data.stocks, 'insee'), stockIn(data.stocks, 'convention')];
  return (
    <p>
      {insee && `Fin ${frenchMonth(figure.through)}, au sens de l’Insee${S}: ${insee}. `}
      {convention && `Périmètre de la convention${S}: ${convention}. `}
      {knowledgeWords(data.source.firstRow)} <Link href="/sans-domicile">Du fichier du SIAO à ce chiffre</Link>
    </p>
  );
}
