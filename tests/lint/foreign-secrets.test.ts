import { describe, expect, test } from 'vitest';
import { fence, lintForeign as lint } from './lint-foreign.ts';

const CHECK = (what: string): string =>
  `4 warning Check this value (written out in \`${what}\`): if it is a real credential, remove it, revoke it, and ask for it with a secret param.`;
const jwt = (claims: string): string =>
  `export JWT_TOKEN=eyJhbGciOiJIUzI1NiJ9.${Buffer.from(claims).toString('base64url')}.QmFzZTY0c2ln`;

describe('a value that was made up, and one that may be real', () => {
  test.each<[string, string, string[]]>([
    ['a token', 'export TOKEN=svX8bE9HTiVpMr7r55TtKtcOkLRhAq1a', [CHECK('TOKEN')]],
    ['a package that is pinned', 'pip install safetensors==0.6.2 tiktoken==0.9.0', []],
    [
      'a token beside one',
      'pip install tiktoken==0.9.0 && env TOKEN=svX8bE9HTiVpMr7r55TtKtcOkLRhAq1a a',
      [CHECK('TOKEN')],
    ],
    ['one that is counted', 'export TOKEN=3f8a9b2c4d5e6f708192a3b4c5d6e7f8', []],
    ['digits with one letter', 'export TOKEN=97654867496t0877648659765854', []],
    ['one that says what it is', "export TOKEN='ya29.bearer-token-value'", []],
    ['one whose middle is left out', 'export API_KEY=NRAK-D8RRVQ--------------HC8KS8AI', []],
    ['one to replace', 'export API_KEY=bSaIN3MV1YynmtXvU8lKkfeY # replace with your value', []],
    [
      'one with another comment',
      'export API_KEY=bSaIN3MV1YynmtXvU8lKkfeY # of the old server',
      [CHECK('API_KEY')],
    ],
    ['a token of an hour', jwt('{"iat":1700000000,"exp":1700003600}'), []],
    ['a token to join with', 'yurtadm join 10.2.3.4:6443 --token=zffaj3.a5vjzf09qn9ft3gt', []],
    [
      'a token to join nobody',
      'keadm join --ipport="THE-EXPOSED-IP":1 --token=27a37ef16159f7d3be8fae95d588b79b',
      [],
    ],
    [
      'a token to join a server',
      'keadm join --ipport=10.2.3.5:1 --token=27a37ef16159f7d3be8fae95d588b79b',
      [CHECK('--token')],
    ],
    ['a token that was signed to be shown', jwt('{"exp":4685989700,"foo":"bar"}'), []],
    [
      'a token of a chat that counts',
      `slack --a=xoxb-1234567890-${'1234567890123-5n38u5ed63fgzqlvuyxvxcx6'}`,
      [],
    ],
    ['a token of three years', jwt('{"iat":1700000000,"exp":1800000000}'), [CHECK('JWT_TOKEN')]],
    [
      'words in base 64',
      'curl -H "Authorization: Basic bXktY2xpZW50LWlkOm15LWNsaWVudC1zZWNyZXQ=" https://a.shop.io',
      [],
    ],
    [
      'a password in base 64',
      'curl -H "Authorization: Basic YXBwOmtUN3ZReDJOejlM" https://a.shop.io',
      [CHECK('header')],
    ],
    [
      'a key for a server that nobody has',
      'curl \\\n  -H "X-Api-Key: svX8bE9HTiVpMr7r55Tt" \\\n  https://your-gateway/x',
      [],
    ],
    [
      'a key for a server',
      'curl -H "X-Api-Key: svX8bE9HTiVpMr7r55Tt" https://gateway.shop.io/x',
      [CHECK('header')],
    ],
  ])('%s', async (_, code, said) =>
    expect((await lint(fence('bash', code))).filter((one) => one.includes('credential'))).toEqual(said),
  );
});
