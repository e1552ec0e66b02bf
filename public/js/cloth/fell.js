// The fell is the line where cloth ends; the reed has just beaten it up.
export function drawFell(context, cloth, pick) {
  const { step, columns } = cloth;
  const y = pick * step;
  const fade = context.createLinearGradient(0, y, 0, y + step * 3);
  fade.addColorStop(0, 'rgb(0 0 0 / 0.45)');
  fade.addColorStop(1, 'rgb(0 0 0 / 0)');
  context.fillStyle = fade;
  context.fillRect(0, y, columns * step, step * 3);
}
