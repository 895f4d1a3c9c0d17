import { describe, expect, it, vi } from 'vitest'
import type { ProviderMetadata } from '../../../src/lib/oidc/provider-metadata.ts'
import { FormTargets, type TargetSource } from '../../../src/server/http/form-targets.ts'

type Answer = Partial<ProviderMetadata> | 'fails' | 'never'

function connection(id: string, issuer: string, answer: Answer) {
  const source = {
    provider: { id, issuer },
    knownMetadata: undefined as Answer | undefined,
    metadata: vi.fn(async () => {
      if (answer === 'never') return new Promise(() => {})
      if (answer === 'fails') throw new Error('down')
      source.knownMetadata = answer
      return answer
    }),
  }
  return source
}

const targets = (...sources: ReturnType<typeof connection>[]) => {
  let time = 0
  const formTargets = new FormTargets(sources as unknown as TargetSource[], () => time)
  return { formTargets, wait: (milliseconds: number) => (time += milliseconds) }
}

const issuer = 'https://id.example'
const endpoints = {
  authorizationEndpoint: 'https://login.example/authorize',
  endSessionEndpoint: 'https://logout.example/end',
}

describe('the origins to which forms may lead', () => {
  it('are those of the endpoints, once they were asked for', async () => {
    const { formTargets } = targets(connection('custom', issuer, endpoints))
    expect(formTargets.known).toEqual([issuer])
    expect(await formTargets.asked()).toEqual(['https://login.example', 'https://logout.example'])
    expect(formTargets.known).toEqual(['https://login.example', 'https://logout.example'])
  })

  it('leave out the practice provider, which is here, and ask nothing of Google', async () => {
    const practice = connection('practice', 'http://localhost:4321/practice', 'fails')
    const google = connection('google', 'https://accounts.google.com', 'fails')
    expect(await targets(practice, google).formTargets.asked()).toEqual([
      'https://accounts.google.com',
    ])
    expect(google.metadata).not.toHaveBeenCalled()
  })

  it('fall back to the issuer where the provider is down, which is asked again later', async () => {
    const down = connection('custom', issuer, 'fails')
    const { formTargets, wait } = targets(down)
    expect(await formTargets.asked()).toEqual([issuer])
    await formTargets.asked()
    expect(down.metadata).toHaveBeenCalledTimes(1)
    wait(30_000)
    await formTargets.asked()
    expect(down.metadata).toHaveBeenCalledTimes(2)
  })

  it('hold a page up for a second at most, and once', async () => {
    const { formTargets, wait } = targets(connection('custom', issuer, 'never'))
    const startedAt = performance.now()
    expect(await formTargets.asked()).toEqual([issuer])
    expect(performance.now() - startedAt).toBeLessThan(2000)
    wait(30_000)
    const asked = performance.now()
    await formTargets.asked()
    expect(performance.now() - asked).toBeLessThan(500)
  })

  it.each(['https://a;sandbox.example/', 'https://a,default-src.example/'])(
    'never hold what would end the directive: %s',
    async (authorizationEndpoint) => {
      const metadata = { authorizationEndpoint, endSessionEndpoint: null }
      const { formTargets } = targets(connection('custom', issuer, metadata))
      expect(await formTargets.asked()).toEqual([])
    },
  )
})
