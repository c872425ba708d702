import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Icon } from '../text/icon.tsx';
import { joinClasses } from '../text/join-classes.ts';
import { Button } from './button.tsx';
import './drop-zone.css';

export interface DropZoneProps {
  label: string;
  /** What is accepted: « CSV, XLSX ou ODS, 20 Mo au plus ». */
  hint?: ReactNode;
  /** As for `<input type="file">`: « .csv,.xlsx,.ods ». */
  accept?: string;
  multiple?: boolean;
  disabled?: boolean;
  error?: ReactNode;
  onFiles: (files: File[]) => void;
}

/** Drop a file, or press the button: both give the same list. The drop is a shortcut, the button is the way. */
export function DropZone({ label, hint, accept, multiple = false, disabled = false, error, onFiles }: DropZoneProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const give = (list: FileList | null) => {
    const files = Array.from(list ?? []);
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    give(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form; this is one button with a drop area around it.
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      className={joinClasses('drop-zone', over && 'drop-zone-over', Boolean(error) && 'drop-zone-invalid')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Icon name="upload" size="large" />
      <p id={`${id}-label`} className="drop-zone-label">
        {label}
      </p>
      {hint && (
        <p id={`${id}-aide`} className="field-hint">
          {hint}
        </p>
      )}
      <input
        ref={input}
        type="file"
        className="drop-zone-input"
        tabIndex={-1}
        aria-hidden="true"
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          give(event.target.files);
          event.target.value = '';
        }}
      />
      <Button
        variant="primary"
        icon="upload"
        disabled={disabled}
        aria-describedby={[hint && `${id}-aide`, error && `${id}-erreur`].filter(Boolean).join(' ') || undefined}
        onClick={() => input.current?.click()}
      >
        {multiple ? 'Choisir des fichiers' : 'Choisir un fichier'}
      </Button>
      {error && (
        <p id={`${id}-erreur`} className="field-error" role="alert">
          <Icon name="alert" size="small" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
