/** The middle one; of an even number of values, the mean of the middle two. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2
}

/** For people: three figures or so. */
export function figure(value) {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value.toPrecision(3)
}

export function range(values) {
  return `${figure(Math.min(...values))}–${figure(Math.max(...values))}`
}

export function ratio(value) {
  return value.toFixed(2)
}
