/**
 * Validates one ID token in several ways, in turns. Asked with `{ cpuSeconds }`, it answers how many
 * each of them did per second of CPU.
 */
import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import { accessTokenHash } from '../../src/lib/oidc/access-token-hash.ts'
import { checkIdToken, failedChecks } from '../../src/lib/oidc/id-token-checks.ts'
import { KeySet } from '../../src/lib/oidc/key-set.ts'

/** Seconds of CPU for each way, in turns, until V8 has compiled what it will compile. */
const warmUp = 2
/** Seconds of CPU before it is the next way's turn: no machine is equally fast for long. */
const turn = 0.1
const issuer = 'http://localhost:4321/practice'
const [clientId, nonce, kid] = ['bench', randomBytes(32).toString('base64url'), 'key-1']

const { idToken, accessToken, publicKey, keys } = await makeToken()
const ways = {
  checks: await everyCheck(idToken, accessToken, keys),
  webCrypto: await webCryptoAlone(idToken, keys.keys[0]),
  signature: signatureAlone(idToken, publicKey),
}
await inTurns(ways, warmUp)
process.on('message', async ({ cpuSeconds }) => {
  process.send({ answer: await inTurns(ways, cpuSeconds) })
})
process.on('SIGTERM', () => process.exit(0))

async function makeToken() {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const now = Math.floor(Date.now() / 1000)
  const accessToken = randomBytes(32).toString('base64url')
  const claims = {
    ...{ iss: issuer, aud: clientId, sub: '112233445566778899001', nonce },
    ...{ iat: now, exp: now + 24 * 3600, at_hash: await accessTokenHash(accessToken, 'RS256') },
    ...{ email: 'hanako.suzuki@sakura.example', email_verified: true, name: 'Hanako Suzuki' },
    ...{ given_name: 'Hanako', family_name: 'Suzuki', picture: 'http://localhost:4321/hanako.svg' },
  }
  const header = { alg: 'RS256', kid, typ: 'JWT' }
  const idToken = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey)
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
  return {
    idToken,
    accessToken,
    publicKey: createPublicKey({ key: jwk, format: 'jwk' }),
    keys: { keys: [jwk] },
  }
}

/** As the callback runs them: see src/server/login/finish-login.ts. */
async function everyCheck(idToken, accessToken, keys) {
  const keySet = new KeySet(Date.now)
  const check = async () => {
    const results = await checkIdToken(idToken, {
      issuers: [issuer],
      clientId,
      nonce,
      accessToken,
      algorithms: ['RS256'],
      verifySignature: (jws, algorithms) => keySet.verifies(jws, algorithms, async () => keys),
      now: Math.floor(Date.now() / 1000),
    })
    const failed = failedChecks(results)
    if (failed.length > 0) throw new Error(`The token failed: ${failed}`)
  }
  await check()
  return check
}

async function webCryptoAlone(idToken, jwk) {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify'])
  return async () => {
    const end = idToken.lastIndexOf('.')
    const signature = Buffer.from(idToken.slice(end + 1), 'base64url')
    const signed = Buffer.from(idToken.slice(0, end))
    if (!(await crypto.subtle.verify(algorithm, key, signature, signed))) {
      throw new Error('The signature does not verify')
    }
  }
}

function signatureAlone(idToken, publicKey) {
  return () => {
    const end = idToken.lastIndexOf('.')
    const signature = Buffer.from(idToken.slice(end + 1), 'base64url')
    if (!verify('RSA-SHA256', Buffer.from(idToken.slice(0, end)), publicKey, signature)) {
      throw new Error('The signature does not verify')
    }
  }
}

/**
 * Calls each of the ways in turns until each has used so many seconds of this process's CPU.
 * @returns calls per second of CPU, by way
 */
async function inTurns(ways, cpuSeconds) {
  const sums = new Map(Object.keys(ways).map((way) => [way, { calls: 0, seconds: 0 }]))
  for (let turns = 0; turns < cpuSeconds / turn; turns += 1) {
    for (const [way, sum] of sums) {
      const { calls, seconds } = await oneTurn(ways[way])
      sum.calls += calls
      sum.seconds += seconds
    }
  }
  return Object.fromEntries([...sums].map(([way, { calls, seconds }]) => [way, calls / seconds]))
}

async function oneTurn(act) {
  const before = process.cpuUsage()
  let [calls, seconds] = [0, 0]
  while (seconds < turn) {
    for (let i = 0; i < 200; i += 1) await act()
    calls += 200
    const { user, system } = process.cpuUsage(before)
    seconds = (user + system) / 1e6
  }
  return { calls, seconds }
}
