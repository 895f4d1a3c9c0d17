import type { DatabaseSync } from 'node:sqlite'

interface Migration {
  readonly sql: string
  /** For statements that SQLite runs outside of a transaction only; they must be repeatable. */
  readonly isAlone?: true
}

/**
 * The schema, step by step: row n brings a file from version n to n + 1 (`PRAGMA user_version`).
 * A row that was released never changes; a change of the schema is a new row at the end.
 */
const migrations: readonly Migration[] = [
  {
    // IF NOT EXISTS: the releases before this list made the same table and left the version at 0.
    sql: `
      CREATE TABLE IF NOT EXISTS record (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        value TEXT NOT NULL,
        alias TEXT,
        grouping TEXT,
        expires_at INTEGER,
        PRIMARY KEY (kind, id)
      ) STRICT;
      CREATE INDEX IF NOT EXISTS record_alias ON record (kind, alias) WHERE alias IS NOT NULL;
      CREATE INDEX IF NOT EXISTS record_grouping ON record (grouping) WHERE grouping IS NOT NULL;
      CREATE INDEX IF NOT EXISTS record_expiry ON record (expires_at) WHERE expires_at IS NOT NULL;
    `,
  },
  // Lets free pages be given back. A file that has tables is rewritten for that, once.
  { sql: 'PRAGMA auto_vacuum = INCREMENTAL; VACUUM', isAlone: true },
  // To find the largest group of a kind without reading the values.
  {
    sql: `CREATE INDEX record_group ON record (kind, grouping, expires_at, id)
      WHERE grouping IS NOT NULL`,
  },
]

/** The file was written by a release that knows more migrations. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema'
}

/**
 * Brings a file to the schema of this release.
 * @throws NewerSchema
 */
export function migrate(database: DatabaseSync): void {
  const version = versionOf(database)
  if (version > migrations.length) {
    throw new NewerSchema(`schema ${version}, this release knows ${migrations.length}`)
  }
  for (const [index, migration] of [...migrations.entries()].slice(version)) {
    apply(database, migration, index)
  }
}

// Two processes may start at once: whoever gets the lock second finds the version raised.
function apply(database: DatabaseSync, { sql, isAlone }: Migration, from: number): void {
  if (isAlone) database.exec(sql)
  database.exec('BEGIN IMMEDIATE')
  try {
    if (versionOf(database) === from) {
      if (!isAlone) database.exec(sql)
      database.exec(`PRAGMA user_version = ${from + 1}`)
    }
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version)
}
