/** Everything the benchmarks run inside the browser, bundled into one script: `pagewireBench`. */

export { MAX_LANES as sendingLanes } from "../../../entrypoints/background/sending/sending.ts";
export { carryFilesOver } from "./carrier.ts";
export { fetchInJson, getInChunks, getWhole, putInJson } from "./files-topic.ts";
export { keepBlob, renewBlob, takeBlob } from "./kept-blob.ts";
export { digestPieces, sendOnLane } from "./lane-client.ts";
export { post, sendBySocketIo, sendByTus } from "./other-ways-up.ts";
export { queueBlob, queueImages, sendThroughQueue, sendUrlThroughQueue } from "./queue.ts";
export { commitAlone, forgetReceived, receiveAndForget, receiveThroughPagewire } from "./ways-down.ts";

declare global {
  var pagewireBench: typeof import("./index.ts");
}
