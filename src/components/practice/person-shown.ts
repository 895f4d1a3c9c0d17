/** A person of the practice provider, as its screens show them. */
export interface PersonShown {
  readonly sub: string
  readonly name: string
  readonly email: string
  /** URL of a square picture. */
  readonly picture: string
  /** What is special about this person, in the language of the screen; may be empty. */
  readonly note: string
}
