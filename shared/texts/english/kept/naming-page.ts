/** English: the settings of names and folders. */

export const NAMING_PAGE = {
  "naming.title": "Names and folders",
  "naming.about":
    "How what is sent is named and filed on the computer, by every browser that is paired with it.",
  "naming.template": "Rule",
  "naming.guide":
    "A slash begins a folder inside Inbox. A bar after a field changes it: {length} cuts, {form} is a form of the date, {instead} stands for what is not known.",
  "naming.fields": "Insert a field",
  "naming.save": "Use this rule",
  "naming.reset": "Change back",
  "naming.saved": "What comes from now on is named so.",
  "naming.preview": "Your last pictures would be called",
  "naming.example": "A picture would be called, for example",
  "naming.offline":
    "The rule is kept on the computer: once the companion is connected, it can be seen and changed here.",
  "naming.json": "A JSON file beside each",
  "naming.json-about": "Where it came from, for programs: {name}",
  "naming.xmp": "An XMP file beside each",
  "naming.xmp-about": "Source, title, description and tags, for photo managers: {name}",
} as const;
