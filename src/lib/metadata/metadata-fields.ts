/** Groups of fields: identity of the provider, its endpoints, its capabilities. */
export const fieldGroups = ['identity', 'places', 'abilities'] as const
export type FieldGroup = (typeof fieldGroups)[number]

/**
 * The fields of a discovery document that are explained here (OpenID Connect Discovery 1.0, 3; RFC
 * 8414, 2; RFC 8628, 4; RFC 9207, 3), in the order in which they are shown. The explanations are
 * `metadata.field.<name>` of the catalogues.
 */
export const explainedFields = {
  identity: ['issuer'],
  places: [
    'authorization_endpoint',
    'token_endpoint',
    'jwks_uri',
    'userinfo_endpoint',
    'end_session_endpoint',
    'revocation_endpoint',
    'device_authorization_endpoint',
  ],
  abilities: [
    'id_token_signing_alg_values_supported',
    'code_challenge_methods_supported',
    'authorization_response_iss_parameter_supported',
    'scopes_supported',
    'claims_supported',
    'response_types_supported',
    'response_modes_supported',
    'grant_types_supported',
    'token_endpoint_auth_methods_supported',
    'subject_types_supported',
    'claim_types_supported',
    'claims_parameter_supported',
    'request_uri_parameter_supported',
    'ui_locales_supported',
  ],
} as const satisfies Record<FieldGroup, readonly string[]>

export type ExplainedField = (typeof explainedFields)[FieldGroup][number]

/**
 * Fields that Streamlit reads, by the code of Streamlit 1.67 and Authlib 1.9. `st.logout` uses the
 * logout endpoint; PKCE is used where S256 is listed.
 */
export const readByStreamlit: ReadonlySet<ExplainedField> = new Set([
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'end_session_endpoint',
  'id_token_signing_alg_values_supported',
  'code_challenge_methods_supported',
])
