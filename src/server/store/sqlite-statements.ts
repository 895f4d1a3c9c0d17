import { recordsPerPortion } from './sqlite-sweeper.ts'

const live = '(expires_at IS NULL OR expires_at > ?)'
const columns = `INTO record (kind, id, value, alias, grouping, expires_at)
  VALUES (?, ?, ?, ?, ?, ?)`

/** The statements of the store, by name. */
export const sql = {
  get: `SELECT value FROM record WHERE kind = ? AND id = ? AND ${live}`,
  // Without statistics SQLite would scan all records of the kind. INDEXED BY fails instead.
  getByAlias: `SELECT value FROM record INDEXED BY record_alias
    WHERE kind = ? AND alias = ? AND ${live}`,
  put: `INSERT OR REPLACE ${columns}`,
  putIfAbsent: `INSERT ${columns} ON CONFLICT DO UPDATE SET
    (value, alias, grouping, expires_at) = (excluded.value, excluded.alias, excluded.grouping, excluded.expires_at)
    WHERE record.expires_at <= ?`,
  compareAndSet: `UPDATE record SET value = ?, expires_at = ?
    WHERE kind = ? AND id = ? AND value = ? AND ${live}`,
  compareAndDelete: `DELETE FROM record WHERE kind = ? AND id = ? AND value = ? AND ${live}`,
  // The index has all that is read here: the values may be large.
  largestGroup: `SELECT id, count(*) OVER () AS size FROM record INDEXED BY record_group
    WHERE kind = ?1 AND (expires_at IS NULL OR expires_at > ?2) AND grouping = (
      SELECT grouping FROM record INDEXED BY record_group
      WHERE kind = ?1 AND grouping IS NOT NULL AND (expires_at IS NULL OR expires_at > ?2)
      GROUP BY grouping ORDER BY count(*) DESC LIMIT 1)
    ORDER BY expires_at LIMIT ?3`,
  consume: `UPDATE record SET value = json_set(value, '$.consumed', ?)
    WHERE kind = ? AND id = ? AND ${live} AND json_extract(value, '$.consumed') IS NULL`,
  count: 'SELECT count(*) AS count FROM record WHERE kind = ?',
  delete: 'DELETE FROM record WHERE kind = ? AND id = ?',
  deleteGroup: 'DELETE FROM record WHERE grouping = ?',
  deleteExpired: `DELETE FROM record WHERE rowid IN
    (SELECT rowid FROM record WHERE expires_at <= ? LIMIT ${recordsPerPortion})`,
}
