import type { JsonObject } from '../lib/jwt/json-object.ts'

/** A user of the practice provider; invented, with reserved domains (RFC 2606). */
export interface Persona {
  /** 21 digits, as Google's: never changes, never reused. */
  readonly sub: string
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string
  readonly givenName: string
  readonly familyName: string
  /** File under /personas/. */
  readonly picture: string
  /** Domain of the organisation that the account belongs to; Google's claim `hd`. */
  readonly hostedDomain?: string
}

export const personas: readonly Persona[] = [
  {
    sub: '104729000000000000017',
    email: 'taro.yamada@mail.example',
    emailVerified: true,
    name: '山田太郎',
    givenName: '太郎',
    familyName: '山田',
    picture: 'taro.svg',
  },
  {
    sub: '115249000000000000029',
    email: 'hanako.suzuki@sakura.example',
    emailVerified: true,
    name: 'Hanako Suzuki',
    givenName: 'Hanako',
    familyName: 'Suzuki',
    picture: 'hanako.svg',
    hostedDomain: 'sakura.example',
  },
  {
    sub: '100003000000000000041',
    email: 'jiro.tanaka@mail.example',
    emailVerified: false,
    name: 'Jiro Tanaka',
    givenName: 'Jiro',
    familyName: 'Tanaka',
    picture: 'jiro.svg',
  },
]

export function personaBySubject(sub: string): Persona | undefined {
  return personas.find((persona) => persona.sub === sub)
}

/**
 * The claims that Google would send for this person, with all scopes granted.
 * @param siteUrl origin that serves the picture
 */
export function claimsOf(persona: Persona, siteUrl: string): JsonObject {
  return {
    sub: persona.sub,
    email: persona.email,
    email_verified: persona.emailVerified,
    name: persona.name,
    given_name: persona.givenName,
    family_name: persona.familyName,
    picture: `${siteUrl}/personas/${persona.picture}`,
    ...(persona.hostedDomain === undefined ? {} : { hd: persona.hostedDomain }),
  }
}
