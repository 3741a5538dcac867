/** Lets so many through at once, and so many a second after that. @returns whether one more may pass now */
export function rateLimit({
  burst,
  perSecond,
}: {
  burst: number;
  perSecond: number;
}): (now: number) => boolean {
  let left = burst;
  let last: number | undefined;
  return (now) => {
    left = Math.min(burst, left + ((now - (last ?? now)) / 1000) * perSecond);
    last = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
