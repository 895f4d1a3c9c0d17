import { strictly } from '../../lib/text/base64url.ts'

/** By Node's Buffer: some 1.5 µs less for an ID token than by `atob`. */
export const fromBase64url = strictly((text) => Buffer.from(text, 'base64url'))
