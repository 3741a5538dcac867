/**
 * What a German responder types or pastes, and the runbook of `tests/fixtures/books/german` that must come first. Words stand
 * in another form than on the page wherever that is possible. Add yours: a case is a line.
 */
export const GERMAN_QUERIES: readonly (readonly [asked: string, id: string])[] = [
  ['Warteschlangen wachsen', 'laden/warteschlange'],
  ['die Warteschlange waechst', 'laden/warteschlange'],
  ['Bestellung bleibt liegen', 'laden/warteschlange'],
  ['wartender Auftrag', 'laden/warteschlange'],
  ['Zertifikat abgelaufen', 'laden/zertifikat'],
  ['abgelaufene Zertifikate', 'laden/zertifikat'],
  ['abgelaufenes Zertifikat', 'laden/zertifikat'],
  ['ungültige Zertifikate', 'laden/zertifikat'],
  ['Warnungen vor unsicheren Verbindungen', 'laden/zertifikat'],
  ['volle Datenträger', 'laden/datentraeger'],
  ['GRÖSSE DES DATENTRÄGERS', 'laden/datentraeger'],
  ['freie Grösse', 'laden/datentraeger'],
  ['Platten voll, keine freien Plätze', 'laden/datentraeger'],
  ['alle Datenbankverbindungen belegt', 'laden/verbindungen'],
  ['neue Verbindung wird abgewiesen', 'laden/verbindungen'],
  ['beim Anmelden gescheitert', 'laden/verbindungen'],
  ['beendeter Container', 'laden/speicher'],
  ['Grenzen des Arbeitsspeichers', 'laden/speicher'],
  ['abgelehnte Kreditkarte', 'laden/zahlungen'],
  ['Zahlung schlägt fehl', 'laden/zahlungen'],
  ['Kunde beschwert sich über langsame Seite', 'laden/langsam'],
  ['lange Ladezeit', 'laden/langsam'],
  ['ausgefallene Sicherungen', 'laden/sicherung'],
  ['keine Sicherung in den letzten Nächten', 'laden/sicherung'],
  [
    '2026-11-28T03:12:04Z laden-1 WARN Die Verbindungen zum Webserver sind unsicher: abgelaufenes Zertifikat',
    'laden/zertifikat',
  ],
  ['ERROR 03:12:04 Neue Aufträge warten seit 400 s in der Warteschlange bestellungen', 'laden/warteschlange'],
];
