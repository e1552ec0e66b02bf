// Two blocks of one weave, each showing the face while the other shows the back.
export function turnedTieUp(face) {
  const shafts = face.length;
  const back = face.map((lifted) =>
    Array.from({ length: shafts }, (_, i) => i + 1).filter((shaft) => !lifted.includes(shaft)));
  const beside = (a, b) => a.map((lifted, i) => [...lifted, ...b[i].map((shaft) => shaft + shafts)]);
  return [...beside(face, back), ...beside(back, face)];
}
