const bytes = (secret: string): readonly number[] => [...Buffer.from(secret)];
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const codes = (text: string, write: (code: number) => string): string =>
  [...text].map((sign) => (/[A-Za-z\d]/.test(sign) ? sign : write(sign.codePointAt(0) ?? 0))).join('');
const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll("'", '&#39;');
const percent = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${hex(sign.charCodeAt(0)).toUpperCase()}`);
const ascii = (text: string): string =>
  json(text).replace(/[^\x20-\x7e]/g, (sign) => `\\u${hex(sign.charCodeAt(0)).padStart(4, '0')}`);
const each = (secret: string, write: (byte: number) => string): string => bytes(secret).map(write).join('');

/** How programs write a text, by what they are called; what each of them makes of any secret is hidden. */
export const WRITERS: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  base64,
  'base64 in lines of 7': (secret) => base64(secret).replace(/.{7}/g, '$&\n'),
  'base64 in a URL': (secret) => encodeURIComponent(base64(secret)),
  'base64 for URLs, without its end': (secret) => Buffer.from(secret).toString('base64url'),
  'base64 in JSON of PHP': (secret) => base64(secret).replaceAll('/', '\\/'),
  'base64 of base64': (secret) => base64(base64(secret)),
  'base64 of a file that holds base64 of a login': (secret) =>
    base64(`{"auth": "${base64(`ops:${secret}`)}"}`),
  'base64 of JSON': (secret) => base64(JSON.stringify({ token: secret })),
  'base64 of a URL': (secret) => base64(`https://ops:${encodeURIComponent(secret)}@x`),
  percent,
  'percent of percent': (secret) => percent(percent(secret)),
  'percent in small letters': (secret) => percent(secret).replace(/%\w\w/g, (code) => code.toLowerCase()),
  'percent of each byte': (secret) => each(secret, (byte) => `%${hex(byte)}`),
  'a form': (secret) => new URLSearchParams({ '': secret }).toString().slice(1),
  'quoted-printable': (secret) =>
    codes(secret, (code) => each(String.fromCodePoint(code), (byte) => `=${hex(byte).toUpperCase()}`)),
  json,
  'JSON in JSON': (secret) => json(json(secret)),
  'JSON in JSON in JSON': (secret) => json(json(json(secret))),
  'JSON of Python': ascii,
  'JSON of Python in JSON': (secret) => json(ascii(secret)),
  'JSON with each letter as a code': (secret) =>
    [...secret]
      .map((sign) =>
        [...Array(sign.length).keys()]
          .map((at) => `\\u${hex(sign.charCodeAt(at)).padStart(4, '0')}`)
          .join(''),
      )
      .join(''),
  'JSON of PHP': (secret) => json(secret).replaceAll('/', '\\/'),
  'bytes in JSON': (secret) => JSON.stringify(bytes(secret)),
  'bytes of Go': (secret) => `[${bytes(secret).join(' ')}]`,
  'a buffer of Node': (secret) => `<Buffer ${bytes(secret).map(hex).join(' ')}>`,
  HTML: html,
  'HTML of HTML': (secret) => html(html(secret)),
  'HTML with two ways to write a sign': (secret) => html(secret).replace('&quot;', '&#34;'),
  'HTML in decimals': (secret) => codes(secret, (code) => `&#${code};`),
  'HTML in hex': (secret) => codes(secret, (code) => `&#x${hex(code)};`),
  'HTML with each letter as a code': (secret) =>
    [...secret].map((sign) => `&#${sign.codePointAt(0)};`).join(''),
  'HTML in JSON': (secret) => json(html(secret)),
  'JSON in HTML': (secret) => html(json(secret)),
  'quotes of the shell': (secret) => `'${secret.replaceAll("'", "'\\''")}'`,
  'other quotes of the shell': (secret) => `'${secret.replaceAll("'", `'"'"'`)}'`,
  'quotes of a shell that starts a shell': (secret) =>
    `'${secret.replaceAll("'", "'\\''").replaceAll("'", "'\\''")}'`,
  'double quotes': (secret) => secret.replace(/["\\$`]/g, '\\$&'),
  'quotes of SQL': (secret) => secret.replaceAll("'", "''"),
  CSV: (secret) => secret.replaceAll('"', '""'),
  hex: (secret) => each(secret, hex),
  'hex in capitals': (secret) => each(secret, hex).toUpperCase(),
  'hex in lines of 5': (secret) => each(secret, hex).replace(/.{5}/g, '$&\r\n  '),
  'hex with colons': (secret) => bytes(secret).map(hex).join(':'),
  'hex of C': (secret) =>
    bytes(secret)
      .map((byte) => `0x${hex(byte)}`)
      .join(', '),
  'hex of bash': (secret) => each(secret, (byte) => `\\x${hex(byte)}`),
  'octal of bash': (secret) =>
    `$'${codes(secret, (code) => each(String.fromCodePoint(code), (byte) => `\\${byte.toString(8).padStart(3, '0')}`))}'`,
};
