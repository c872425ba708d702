import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { Button } from '../ui/form/button.tsx';
import { heldFile } from './reading/open-files.ts';
import { refusedFileName } from './refused-workbook.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function save(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: WORKBOOK }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The refused rows as a workbook, made here from the file itself: to be corrected and dropped again. */
export function RefusedDownload({ importId }: { importId: number }) {
  const [file] = useState(() => heldFile(importId));
  const download = useMutation({
    mutationFn: async () => {
      if (!file) return 0;
      const { bytes, rows } = await file.session.refusedRows();
      save(bytes, refusedFileName(file.session.file.name));
      return rows;
    },
  });
  if (!file) {
    return (
      <p className="decision-note">
        Pour télécharger ces lignes, déposez le fichier à nouveau{'\u00a0'}: il n’est plus ouvert dans cet onglet, et
        l’observatoire ne garde pas les lignes refusées.
      </p>
    );
  }
  return (
    <span className="decision-bulk">
      <Button size="small" icon="download" busy={download.isPending} onClick={() => download.mutate()}>
        Télécharger les lignes refusées
      </Button>
      <span role="status" className="decision-note">
        {download.isSuccess && `${frenchCount(download.data, 'ligne écrite', 'lignes écrites')} dans le classeur`}
        {download.isError && 'Le classeur n’a pas pu être fait. Déposez le fichier à nouveau.'}
      </span>
    </span>
  );
}
