/** Opens lanes over what is available: a socket of their own, else a channel, else text alone. */

import type { Connection } from "../../../shared/extension/connection/connection.ts";
import { type LaneCarrier, onSettings, readSettings } from "../../../shared/extension/store/settings.ts";
import { ChannelLane } from "./channel-lane.ts";
import { type Lane, LaneLost } from "./lane.ts";
import type { Ranges } from "./range-fetch.ts";
import { SocketLane } from "./socket-lane.ts";

/** A raw lane that could not be opened this often while the control socket is open is not tried before it anew. */
const MAX_FAILED_SOCKETS = 2;

/** Knows which carrier works; one for each connection. */
export class LaneDoor {
  readonly #connection: Connection;
  #failedSockets = 0;
  readonly #ranges: Ranges;

  /** `onOtherCarrier` is told when lanes that were opened before are no longer what the user wants. */
  constructor(connection: Connection, onOtherCarrier: () => void) {
    this.#connection = connection;
    this.#ranges = { access: () => connection.laneAccess(), haveFailed: false };
    onSettings(onOtherCarrier);
    connection.onSocket(() => {
      this.#failedSockets = 0;
      this.#ranges.haveFailed = false;
    });
  }

  /** Opens a lane; throws `LaneLost` where none can be opened now. */
  async open(): Promise<Lane> {
    const socket = this.#connection.socket();
    if (!socket) throw new LaneLost("The companion is not connected.");
    switch (await this.#carrier()) {
      case "base64":
        return await ChannelLane.open(socket, "base64");
      case "channel":
        return await ChannelLane.open(socket, "binary");
      case "socket":
        return await this.#openSocket(false);
      case undefined:
        return await this.#openSocket(true);
    }
  }

  async #openSocket(mayFetch: boolean): Promise<Lane> {
    const access = await this.#connection.laneAccess();
    try {
      const lane = await SocketLane.open(access, mayFetch && access.hasRanges ? this.#ranges : undefined);
      this.#failedSockets = 0;
      return lane;
    } catch (error) {
      this.#failedSockets += 1;
      throw error;
    }
  }

  /** `undefined`: a socket, and whatever is faster beside it. */
  async #carrier(): Promise<LaneCarrier | undefined> {
    // Long polling carries text alone.
    if (!this.#connection.carriesLanes()) return "base64";
    const { carrier } = await readSettings();
    return carrier ?? (this.#failedSockets < MAX_FAILED_SOCKETS ? undefined : "channel");
  }
}
