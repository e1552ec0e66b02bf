export const tieUpPart = ({ tieUp, shafts }) => (column, row) =>
  tieUp[column].includes(shafts - row);
