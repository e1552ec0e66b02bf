// A pattern brings the palette it was drawn for, and its own order of colours.
export const patternPatch = (draft) => ({
  pattern: draft.id,
  palette: draft.palette,
  order: 'as-drafted',
});
