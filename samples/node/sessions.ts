import { randomBytes } from 'node:crypto'

/** Values kept in memory, each behind an id that nobody can guess. */
export class Sessions<Value> {
  readonly #lifetimeMs: number
  readonly #entries = new Map<string, { value: Value; endsAt: number }>()

  constructor(lifetimeSeconds: number) {
    this.#lifetimeMs = lifetimeSeconds * 1000
  }

  add(value: Value): string {
    this.#forgetOld()
    const id = randomBytes(32).toString('base64url')
    this.#entries.set(id, { value, endsAt: Date.now() + this.#lifetimeMs })
    return id
  }

  get(id: string | undefined): Value | undefined {
    const entry = id === undefined ? undefined : this.#entries.get(id)
    return entry && entry.endsAt > Date.now() ? entry.value : undefined
  }

  /** Gives a value and forgets it. */
  take(id: string | undefined): Value | undefined {
    const value = this.get(id)
    if (id !== undefined) this.#entries.delete(id)
    return value
  }

  #forgetOld(): void {
    // All live equally long, so the oldest come first.
    for (const [id, { endsAt }] of this.#entries) {
      if (endsAt > Date.now()) return
      this.#entries.delete(id)
    }
  }
}
