import type picocolors from 'picocolors';

/** How text is coloured, or left plain where nobody would see colours. */
export type Colours = ReturnType<typeof picocolors.createColors>;
