/** Header parameters and claims with an explanation in the catalogues: `claim.<name>`. */
export const explainedMembers = [
  ...(['alg', 'kid', 'typ', 'cty', 'crit', 'jwk', 'jku', 'x5u', 'x5c', 'x5t'] as const),
  ...(['iss', 'azp', 'aud', 'sub', 'iat', 'exp', 'nbf', 'auth_time', 'jti', 'scope'] as const),
  ...(['nonce', 'at_hash', 'c_hash', 'acr', 'amr', 'sid'] as const),
  ...(['email', 'email_verified', 'hd', 'phone_number'] as const),
  ...(['name', 'given_name', 'family_name', 'preferred_username', 'picture'] as const),
  ...(['locale', 'updated_at'] as const),
] as const
