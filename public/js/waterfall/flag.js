// A dashed line at a moment of the load, with its name beside it.
export function flag(context, { x, y, text, ink, width, height, scale }) {
  context.save();
  context.strokeStyle = ink;
  context.fillStyle = ink;
  context.lineWidth = scale;
  context.setLineDash([3 * scale, 3 * scale]);
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, height);
  context.stroke();
  context.font = `600 ${12 * scale}px system-ui, sans-serif`;
  const late = x > width * 0.6;
  context.textAlign = late ? 'right' : 'left';
  context.fillText(text, x + (late ? -6 : 6) * scale, y + 6 * scale);
  context.restore();
}
