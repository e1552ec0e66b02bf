// A colour order: "A4 B4" is four threads of the first colour, four of the second.
// A part in brackets repeats: "(A B)6".
export function order(text) {
  const open = text.replace(/\(([^)]*)\)(\d+)/g, (_, part, count) =>
    Array(Number(count)).fill(part).join(' '));
  return open.trim().split(/\s+/).flatMap((word) =>
    Array(Number(word.slice(1) || 1)).fill(word.charCodeAt(0) - 65));
}
