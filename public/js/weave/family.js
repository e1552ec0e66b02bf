// A family names its drafts, and each draft knows its family.
export const family = ({ id, name, note, drafts }) => ({
  id,
  name,
  note,
  drafts: drafts.map((draft) => ({ ...draft, family: name })),
});
