import { isMessageKey } from '../i18n/message-keys.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Field, RecordedRequest, RecordedResponse } from './transcript.ts'

/** How names and values are put together: as in a URL, in the body of a form, in headers. */
export type FieldForm = 'query' | 'form' | 'headers'

/** One name and its value as a page writes them out. */
export interface ShownField {
  /** Stands before the name. */
  readonly joint: '?' | '&' | ''
  readonly name: string
  readonly separator: '=' | ': '
  /** Empty where the value is masked. */
  readonly value: string
  /** What may be seen of a masked value, such as `Bearer`; undefined for all others. */
  readonly known: string | undefined
  /** The message that says what the field is for, where there is one. */
  readonly explanation: MessageKey | undefined
}

export interface ShownFields {
  readonly form: FieldForm
  readonly fields: readonly ShownField[]
}

/** The groups of a request, in the order in which it is written; those without a field are left out. */
export function requestFields({ query, headers, body }: RecordedRequest): readonly ShownFields[] {
  return [shown('query', query), shown('headers', headers), shown('form', body)].filter(hasFields)
}

/** The groups of an answer, in the same way: where it leads to stands with its query. */
export function responseFields({ headers, location }: RecordedResponse): readonly ShownFields[] {
  return [
    shown(
      'headers',
      headers.filter((field) => !isLocation(field)),
    ),
    shown('headers', headers.filter(isLocation)),
    shown('query', location),
  ].filter(hasFields)
}

function shown(form: FieldForm, fields: readonly Field[]): ShownFields {
  return { form, fields: fields.map((field, index) => shownField(form, field, index)) }
}

function shownField(form: FieldForm, { name, value, masked }: Field, index: number): ShownField {
  const isHeader = form === 'headers'
  const explanation = `flow.parameter.${name}`
  return {
    joint: isHeader ? '' : index > 0 ? '&' : form === 'query' ? '?' : '',
    name,
    separator: isHeader ? ': ' : '=',
    value: masked ? '' : value,
    known: masked ? value.replace(/•+$/, '') : undefined,
    explanation: !isHeader && isMessageKey(explanation) ? explanation : undefined,
  }
}

const hasFields = ({ fields }: ShownFields) => fields.length > 0
const isLocation = ({ name }: Field) => name.toLowerCase() === 'location'
