import { didYouMean } from '../../runbook/words/nearest.ts';
import type { Rule } from '../rule.ts';

export const serviceKnown: Rule = {
  id: 'service-known',
  summary: 'Name services that the book describes',
  level: 'error',
  looksAround: true,
  check({ page, runbook, book }, report) {
    if (!book.settings.isAdopted && book.services.size === 0) return;
    const message = (id: string): string =>
      `Change \`${id}\`: no file \`${book.settings.layout.services}/${id}.yaml\` describes it.${didYouMean(id, book.services.keys())}`;
    for (const [index, id] of (runbook?.services ?? []).entries()) {
      if (!book.services.has(id)) report(message(id), page.locate(['service', index]));
    }
    for (const { name, attributes, range } of page.components) {
      const id = name === 'HealthChecks' ? attributes['service'] : undefined;
      if (id !== undefined && !book.services.has(id)) report(message(id), range);
    }
  },
  checkBook({ book }, report) {
    for (const service of book.services.values()) {
      for (const [index, id] of (service['depends-on'] ?? []).entries()) {
        if (book.services.has(id)) continue;
        const message = `Change \`depends-on\`: no service has the id \`${id}\`.${didYouMean(id, book.services.keys())}`;
        report(service.path, message, service.locate(['depends-on', index]));
      }
    }
  },
};
