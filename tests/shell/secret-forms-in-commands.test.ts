import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { findCommandSecrets } from '../../src/shell/secrets.ts';
import { commonTools } from '../../src/shell/specs/catalogue.ts';

/** What is taken for a credential; in brackets, where a person may have put any word there. */
const told = (text: string): string =>
  findCommandSecrets(parseScript(text), commonTools)
    .map(({ range, isGuess }) =>
      isGuess ? `(${text.slice(range.start, range.end)})` : text.slice(range.start, range.end),
    )
    .join(' ');

// Pairs: a form that says of itself that it is no credential, and one that only begins, ends or sounds like it.
test.each([
  ['kubectl create secret generic x --from-literal=sample-secret=hunter42', ''],
  [
    'kubectl create secret generic x --from-literal=my-sample-secret=hunter42',
    '--from-literal=my-sample-secret=hunter42',
  ],
  ['helm upgrade x y --set credsSecret=grafana-creds', ''],
  ['helm upgrade x y --set credsSecret=9f8a-creds', 'credsSecret=9f8a-creds'],
  ['helm upgrade x y --set credsSecret=creds-9f8a', 'credsSecret=creds-9f8a'],
  ['helm upgrade x y --set credsSecretKey=grafana-creds', '(credsSecretKey=grafana-creds)'],
  ['export API_TOKEN=grafana', '(API_TOKEN=grafana)'],
  ['export PGHOST=db-1', ''],
  // An account of Ethereum, for everybody to see; longer, it is the key of one.
  ['a --secret=0x294ED1f214F4e0ecAE31C3Eae4F04EBB3b36C9d0', ''],
  [
    'a --secret=0x294ED1f214F4e0ecAE31C3Eae4F04EBB3b36C9d09f8a',
    '--secret=0x294ED1f214F4e0ecAE31C3Eae4F04EBB3b36C9d09f8a',
  ],
  [
    'a --secret=9f8a0x294ED1f214F4e0ecAE31C3Eae4F04EBB3b36C9d0',
    '--secret=9f8a0x294ED1f214F4e0ecAE31C3Eae4F04EBB3b36C9d0',
  ],
  ['export API_TOKEN=`token9f8a`', ''],
  ['API_TOKEN=`token9f8a` ./run', ''],
  ['mysql --password=`token9f8a`', ''],
  ['mysql --password=changeme', ''],
  ['openssl enc -d -pass pass:`token9f8a` -in f', ''],
  ['openssl enc -d -pass pass:1pizza -in f', 'pass:1pizza'],
  ['openssl enc -d -passpass:hunter42 -in f', ''],
  ['a --x--token=hunter42', ''],
  ['a --token-name=hunter42', ''],
  ['a --secret=hunter42', '--secret=hunter42'],
  ['docker login -u hunter42 registry.example.org', ''],
  ['mycurl -u me:hunter42 x.org', ''],
  ['httpstat -u me:hunter42 x.org', ''],
  ['curl --x-u=me:hunter42 x.org', ''],
  ['curl --user-agent me:hunter42 x.org', ''],
  ['curl -u :me:hunter42 x.org', ''],
  ['curl -u "me:hunter42\nx" x.org', ''],
  ['curl -u me:1pizza x.org', 'me:1pizza'],
  ['curl -H "A: Authorization: Bearer abcdef123456" x.org', ''],
  ['curl -H "X-Api-Key: abcdef123456 x" x.org', ''],
  ['curl -d "X-Api-Key: abcdef123456" x.org', ''],
  ['curl --x--header="X-Api-Key: abcdef123456" x.org', ''],
  ['curl --headers="X-Api-Key: abcdef123456" x.org', ''],
  ['mysql --password-file=f --password=hunter42', '--password=hunter42'],
  ['mysql hunter42 --password=hunter42', '--password=hunter42'],
  ['API_TOKEN=x-example-9f8a ./run', ''],
  ['API_KEY=not-needed ./run', ''],
  ['API_KEY=9-not-needed ./run', '9-not-needed'],
  ['API_KEY=not-needed9 ./run', 'not-needed9'],
  ['API_KEY=MY_THING ./run', ''],
  ['API_KEY=9MY_THING ./run', '9MY_THING'],
  ['API_KEY=MY_THING9 ./run', 'MY_THING9'],
  ['API_KEY=dev-key-12345 ./run', ''],
  ['API_KEY=9-dev-key-12345 ./run', '9-dev-key-12345'],
  ['API_KEY=dev-key-12345z9 ./run', 'dev-key-12345z9'],
  ["API_TOKEN='\\d9f8a' ./run", ''],
  ['API_TOKEN=vault:db-9f8a ./run', ''],
  ['API_TOKEN=9vault:db-9f8a ./run', '9vault:db-9f8a'],
  ["PASSWORD='the one from above' ./run", ''],
  ["PASSWORD='9 the one from above' ./run", "'9 the one from above'"],
  ["PASSWORD='the one from 9' ./run", "'the one from 9'"],
  ['CRON_SECRET=a_long_random_string_of_32_letters ./run', ''],
  ['CRON_SECRET=9Z_long_random_string_of_32_letters ./run', '9Z_long_random_string_of_32_letters'],
  ['CRON_SECRET=a_long_random_string_of_9Z ./run', 'a_long_random_string_of_9Z'],
  ['API_KEY=SOME_PASSWORD_FOR_P12 ./run', ''],
  ['API_KEY=9SOME_PASSWORD_FOR_P12 ./run', '9SOME_PASSWORD_FOR_P12'],
  ['API_KEY=SOME_PASSWORD_FOR_P12-9f ./run', 'SOME_PASSWORD_FOR_P12-9f'],
  ['API_KEY=AB12CD34 ./run', 'AB12CD34'],
  ['PASSWORD=123456 ./run', '(123456)'],
  ['PASSWORD=9a123456 ./run', '9a123456'],
  ['PASSWORD=123456a ./run', '123456a'],
  ['PASSWORD=s3cret ./run', ''],
  ['PASSWORD=9fs3cret ./run', '9fs3cret'],
  ['API_TOKEN=my-password ./run', ''],
  ['API_TOKEN=9f-my-password ./run', '9f-my-password'],
  ['PASSWORD=9a ./run', ''],
  ['PASSWORD=9a7 ./run', '9a7'],
])('%j: %s', (text, expected) => expect(told(text)).toBe(expected));
