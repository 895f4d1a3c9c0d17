import { strictly } from '../../lib/text/base64url.ts'

/** By Node's Buffer: a fifth of the time that an ID token takes to read. */
export const fromBase64url = strictly((text) => Buffer.from(text, 'base64url'))
