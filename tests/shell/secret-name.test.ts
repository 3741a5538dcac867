import { expect, test } from 'vitest';
import { isSecretName } from '../../src/shell/secret-name.ts';

test.each(
  (
    'PGPASSWORD DB_PASSWD GPG_PASSPHRASE AWS_SECRET_ACCESS_KEY API_TOKEN API_KEY APIKEY ACCESS_KEY PRIVATE_KEY ' +
    'MYSQL_PWD REDISCLI_AUTH DB_CREDENTIALS CREDENTIAL token FILE_PASSWORD IDENTITY_TOKEN NAME_SECRET'
  ).split(' '),
)('%s holds a secret', (name) => expect(isSecretName(name)).toBe(true));

test.each(
  (
    'QUEUE TOKEN_FILE TOKEN_FILES SECRET_PATH SECRET_NAME TOKEN_URL TOKEN_URI API_KEY_ID TOKEN_TTL PASSWORD_LENGTH ' +
    'TOKEN_COUNT TOKEN_TYPE TOKEN_EXPIRY TOKEN_HEADER SECRET_ARN SECRET_REGION SECRET_VERSION TOKEN_USER PASSWORD_STDIN ' +
    'TOKEN_ENDPOINT SECRETS_DIR TOKEN_REALM secret_name'
  ).split(' '),
)('%s does not', (name) => expect(isSecretName(name)).toBe(false));
