import { useNavigate } from '@tanstack/react-router';
import { Button } from '../ui/form/button.tsx';

/** « Pourquoi ce chiffre ? »: opens the panel over the page, at an address that can be shared. */
export function WhyLink({
  code,
  period,
  label,
  organisation,
}: {
  code: string;
  period: string;
  label: string;
  organisation?: string | undefined;
}) {
  const navigate = useNavigate();
  const target = [code, period, organisation].filter(Boolean).join(':');
  return (
    <Button
      variant="quiet"
      size="small"
      icon="help"
      iconOnly
      onClick={() =>
        navigate({ to: '.', search: (search: object) => ({ ...search, pourquoi: target }), resetScroll: false })
      }
    >
      {`Pourquoi ce chiffre\u202f? ${label}`}
    </Button>
  );
}
