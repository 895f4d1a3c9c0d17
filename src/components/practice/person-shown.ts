/** A persona of the practice provider, as its login screens show it. */
export interface PersonShown {
  readonly sub: string
  readonly name: string
  readonly email: string
  /** URL of a square picture. */
  readonly picture: string
  /** What is special about this persona, translated; may be empty. */
  readonly note: string
}
