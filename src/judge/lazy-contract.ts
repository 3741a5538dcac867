import { readContract } from '../alerts/contract.ts';
import type { AlertContract } from '../alerts/contract.ts';
import { readExpression } from '../alerts/read-expression.ts';
import type { Book } from '../runbook/book.ts';
import { once } from '../runbook/words/once.ts';

/** Rules and runbooks side by side, read when a rule asks: reading a thousand alert rules takes a moment. */
export function lazyContract(book: Book): AlertContract {
  const contract = once(() => readContract(book));
  return {
    get links() {
      return contract().links;
    },
    get faults() {
      return contract().faults;
    },
    get raised() {
      return contract().raised;
    },
    get isComplete() {
      return contract().isComplete;
    },
    get recordings() {
      return contract().recordings;
    },
    isElsewhere: (name) => contract().isElsewhere(name),
    readExpression,
  };
}
