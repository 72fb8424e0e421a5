import type { Mark } from './platform/api';

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

/** Which mark a key leads to from the one at `from`: left and right change the column, up and down stay in it. `null`: not such a key. */
export function markAfter(marks: Mark[], from: number, key: string): number | null {
  if (!ARROWS.includes(key)) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return marks.length - 1;
  const here = centre(marks[from]);
  const across = key === 'ArrowLeft' || key === 'ArrowRight';
  const sign = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
  let best = from;
  let nearest = [Infinity, Infinity] as const;
  marks.forEach((mark, i) => {
    const there = centre(mark);
    const [ahead, aside] = across ? [there.x - here.x, there.y - here.y] : [there.y - here.y, there.x - here.x];
    const sameColumn = Math.abs(there.x - here.x) < 1;
    if (ahead * sign < 1 || sameColumn === across) return;
    const distance = [Math.round(ahead * sign), Math.abs(aside)] as const;
    if (distance[0] < nearest[0] || (distance[0] === nearest[0] && distance[1] < nearest[1])) {
      best = i;
      nearest = distance;
    }
  });
  return best;
}

function centre(mark: Mark | undefined) {
  return mark ? { x: mark.x + mark.width / 2, y: mark.y + mark.height / 2 } : { x: 0, y: 0 };
}
