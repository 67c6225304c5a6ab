/** Alerts in the companion's own database: they outlive restarts, and a price history that is begun anew. */

import type { DatabaseSync } from "node:sqlite";
import { decodeAlert, type PriceAlert } from "../../../shared/protocol/market/alerts.ts";
import type { Log } from "../../process/log.ts";

const TABLE = `
  CREATE TABLE IF NOT EXISTS price_alerts (id TEXT PRIMARY KEY, alert TEXT NOT NULL) STRICT, WITHOUT ROWID`;

/** Makes its table where there is none. The database stays the caller's. */
export class AlertStore {
  readonly #database: DatabaseSync;
  readonly #log: Log;

  constructor(database: DatabaseSync, log: Log) {
    database.exec(TABLE);
    this.#database = database;
    this.#log = log;
  }

  /** All of them, oldest first; one that can't be read is left out. */
  all(): readonly PriceAlert[] {
    return this.#database
      .prepare("SELECT id, alert FROM price_alerts")
      .all()
      .flatMap(({ id, alert }): PriceAlert[] => {
        try {
          return [decodeAlert(JSON.parse(String(alert)))];
        } catch (error) {
          this.#log("alert.not-read", { id, error });
          return [];
        }
      })
      .sort((a, b) => a.createdAt - b.createdAt);
  }

  /** On the disk when it returns. */
  keep(alert: PriceAlert): void {
    this.#database
      .prepare("INSERT OR REPLACE INTO price_alerts VALUES (?, ?)")
      .run(alert.id, JSON.stringify(alert));
  }

  remove(id: string): void {
    this.#database.prepare("DELETE FROM price_alerts WHERE id = ?").run(id);
  }
}
