/** A value that is there already, or will be. */
export type Eventually<Value> = Value | Promise<Value>

/**
 * Goes on with a value: at once where it is there. To wait for what is there costs more than most
 * checks of a token.
 */
export function whenThere<Value, Result>(
  value: Eventually<Value>,
  goOn: (value: Value) => Eventually<Result>,
): Eventually<Result> {
  return value instanceof Promise ? value.then(goOn) : goOn(value)
}

/** All of the values, at once where each of them is there. */
export function allThere<Value>(
  values: readonly Eventually<Value>[],
): Eventually<readonly Value[]> {
  return values.every((value): value is Value => !(value instanceof Promise))
    ? values
    : Promise.all(values)
}
