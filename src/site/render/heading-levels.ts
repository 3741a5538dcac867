/**
 * The level that each heading of a page is drawn at, asked for in their order. An author who goes from `##` to `####` wants a
 * small one; whoever hears the page would be told of a part that is not there.
 */
export function headingLevels(): (depth: number) => number {
  const open: { readonly depth: number; readonly level: number }[] = [];
  return (depth) => {
    while ((open.at(-1)?.depth ?? 0) >= depth) open.pop();
    // The page's title is above all.
    const level = Math.min(Math.max(2, depth), (open.at(-1)?.level ?? 1) + 1);
    open.push({ depth, level });
    return level;
  };
}
