import { isMessageKey } from '../i18n/message-keys.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Field, RecordedRequest, RecordedResponse } from './transcript.ts'

/** Syntax of fields: query of a URL, form body, headers. */
export type FieldForm = 'query' | 'form' | 'headers'

/** A field as a page shows it. */
export interface ShownField {
  /** Separator before the name. */
  readonly joint: '?' | '&' | ''
  readonly name: string
  readonly separator: '=' | ': '
  /** Empty where the value is masked. */
  readonly value: string
  /** Visible part of a masked value, such as `Bearer`; undefined for all others. */
  readonly known: string | undefined
  /** Message key of the explanation, if there is one. */
  readonly explanation: MessageKey | undefined
}

export interface ShownFields {
  readonly form: FieldForm
  readonly fields: readonly ShownField[]
}

/** Field groups of a request, in wire order; empty groups are left out. */
export function requestFields({ query, headers, body }: RecordedRequest): readonly ShownFields[] {
  return [shown('query', query), shown('headers', headers), shown('form', body)].filter(hasFields)
}

/** Field groups of a response, `Location` last and followed by its query. */
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
