// "A3 B2" with a table of blocks: block A three times, then block B twice.
export const blocks = (text, table) =>
  text.trim().split(/\s+/).flatMap((word) => {
    const count = Number(word.slice(1) || 1);
    return Array.from({ length: count }, () => table[word[0]]).flat();
  });
