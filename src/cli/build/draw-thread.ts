import { keepCompiled, writeCompiled } from '../../tools/keep-compiled.ts';
import { answerOrder } from '../../tools/second-thread.ts';
import type { DrawOrder } from './draw-order.ts';
import type { Written } from './write-pages.ts';

// The thread that draws a whole site: it starts when it is imported, as threads do.
keepCompiled();
await answerOrder<DrawOrder, Written>(async (order) => {
  const { drawSite } = await import('./draw-site.ts');
  return drawSite(order);
});
writeCompiled();
