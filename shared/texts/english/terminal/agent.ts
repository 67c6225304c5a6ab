/** English: what `pagewire mcp` says to an agent. */

export const AGENT = {
  "agent.argument-wrong": "The argument “{field}” is not as it should be: expected {expected}.",
  "agent.too-large":
    "{name} has {megabytes} MB, more than the {most} MB that can be read here: open its path instead.",
  "agent.not-decoded": "{name} can't be decoded as an image: {reason}.",
  "agent.too-many-pixels":
    "{name} declares {width} × {height} pixels, which is more than is decoded here: look at it with another program.",
  "agent.crop-outside": "The crop lies outside the image, which has {width} × {height} pixels.",
  "agent.no-image": "{name} is no image ({type}): list_images says which files are.",
  "agent.no-image-yet": "No image has been received yet: ask for one, then call wait_for_image.",
  "agent.wait-over": "No image came within {seconds} seconds: ask the person, then wait again.",
  "agent.cancelled": "The call was cancelled.",
  "agent.one-of-three": "Give exactly one of path, text and svg.",
  "agent.not-allowed":
    "{file} may not be read: the person can allow its folder with --allow {folder} where `npx pagewire mcp` is started.",
  "agent.cursor-wrong": "This cursor is none of a list here.",
  "agent.no-resource": "{uri} is no resource here: they are like pagewire://inbox/ID.",
} as const;
