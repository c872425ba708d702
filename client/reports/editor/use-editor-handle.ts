import { useRef } from 'react';
import type { TextEditorHandle } from './text-editor.tsx';

/** What the parts beside the editor ask of it. */
export const useEditorHandle = () => useRef<TextEditorHandle>(null);
export type EditorHandle = ReturnType<typeof useEditorHandle>;
