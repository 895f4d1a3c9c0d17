/** Commands of the guide, as they stand there, and what they must print. */
export interface ShownCommand {
  readonly text: string
  readonly prints: RegExp
}

const hexDigits64 = /^[0-9a-f]{64}\n$/

/**
 * The commands of the guide that `shown-commands.test.ts` runs, each fence in an empty folder of its
 * own, while the site listens on port 4321. Those that belong to a sample are run with it, in
 * test/samples/.
 */
export const shownCommands: readonly ShownCommand[] = [
  { text: 'openssl rand -hex 32', prints: hexDigits64 },
  { text: 'openssl rand -base64 32', prints: /^[\w+/]{43}=\n$/ },
  { text: "openssl rand -base64 32 | tr -- '+/' '-_'", prints: /^[\w-]{43}=\n$/ },
  { text: 'python3 -c "import secrets; print(secrets.token_hex(32))"', prints: hexDigits64 },
  {
    text: `node -e "console.log(require('node:crypto').randomBytes(32).toString('hex'))"`,
    prints: hexDigits64,
  },
  {
    text: [
      'openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout localhost.key -out localhost.crt',
      'openssl x509 -in localhost.crt -noout -subject -dates',
    ].join('\n'),
    prints: /^subject=CN ?= ?localhost\nnotBefore=.+\nnotAfter=.+\n$/,
  },
  {
    text: [
      "printf 'a note\\n' > note.txt",
      'openssl rand -hex 32 > key.txt',
      'openssl enc -aes-256-cbc -pbkdf2 -pass file:key.txt -in note.txt -out note.enc',
      'openssl enc -d -aes-256-cbc -pbkdf2 -pass file:key.txt -in note.enc',
    ].join('\n'),
    prints: /^a note\n$/,
  },
  {
    text: "printf 'a note\\n' > note.txt\nopenssl dgst -sha256 note.txt",
    prints: /^SHA2?-?256\(note\.txt\)= [0-9a-f]{64}\n$/,
  },
  {
    text: [
      'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem',
      'openssl pkey -in private.pem -pubout -out public.pem',
    ].join('\n'),
    prints: /^$/,
  },
  {
    text: [
      "cat > token.txt <<'END'",
      'eyJhbGciOiJSUzI1NiIsImtpZCI6IjVlMGMxZjRhIiwidHlwIjoiSldUIn0.eyJzdWIiOiIxMDQ3MjkwMDAwMDAwMDAwMDAwMTciLCJuYW1lIjoi5bGx55Sw5aSq6YOOIn0.c2lnbmF0dXJl',
      'END',
      `python3 -c "import base64; part = open('token.txt').read().split('.')[1]; print(base64.urlsafe_b64decode(part + '==').decode())"`,
    ].join('\n'),
    prints: /^\{"sub":"104729000000000000017","name":"山田太郎"\}\n$/,
  },
  {
    text: 'curl http://localhost:4321/practice/.well-known/openid-configuration',
    prints:
      /^\{"authorization_endpoint":"http:\/\/localhost:4321\/.*"issuer":"http:\/\/localhost:4321\/practice"/,
  },
]
