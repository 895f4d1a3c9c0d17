import type { MessageKey } from '../../lib/i18n/messages.ts'
import type { Party } from '../../lib/transcript/transcript.ts'

/** A message of the sequence diagram, with the parameters that it carries. */
export interface FlowMessage {
  readonly title: MessageKey
  readonly from: Party
  readonly to: Party
  /** Absent where the line is the answer to an earlier message. */
  readonly request?: string
  /** Absent where the answer has to wait for later messages. */
  readonly answer?: string
}

/** One login, in the order in which the messages are sent. */
export const flowMessages: readonly FlowMessage[] = [
  {
    title: 'flow.login_start.title',
    from: 'browser',
    to: 'app',
    request: 'POST',
    answer: '303 Set-Cookie',
  },
  {
    title: 'flow.discovery.title',
    from: 'app',
    to: 'provider',
    request: 'GET',
    answer: '200 issuer, endpoints',
  },
  {
    title: 'flow.authorization.title',
    from: 'browser',
    to: 'provider',
    request: 'GET state, nonce, code_challenge',
    answer: '303 code, state, iss',
  },
  { title: 'flow.callback.title', from: 'browser', to: 'app', request: 'GET code, state, iss' },
  {
    title: 'flow.token.title',
    from: 'app',
    to: 'provider',
    request: 'POST code, code_verifier',
    answer: '200 id_token',
  },
  {
    title: 'flow.keys.title',
    from: 'app',
    to: 'provider',
    request: 'GET',
    answer: '200 keys',
  },
  {
    title: 'flow.userinfo.title',
    from: 'app',
    to: 'provider',
    request: 'GET access_token',
    answer: '200 sub',
  },
  { title: 'flowFigure.session.title', from: 'browser', to: 'app', answer: '303 Set-Cookie' },
]
