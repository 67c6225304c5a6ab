/** English: the rule by which received files are named. */

export const NAMING = {
  "template.long": "The rule is longer than {most} characters: make it shorter.",
  "template.text-long":
    "The fixed text of the name is longer than {most} characters: make it shorter, so that the fields have room.",
  "template.open": "{brace} is not closed: end the field with a brace.",
  "template.unopened": "{brace} closes nothing: take it out, or begin a field before it.",
  "template.deep": "There are more than {most} folders: use fewer.",
  "template.number-in-folder": "{field} stands once, and in the name alone: take it out elsewhere.",
  "template.empty-folder": "A folder has no name: take the slash out, or write a name before it.",
  "template.no-name": "The file has no name: end with a field, such as {field}.",
  "template.dots": "A name can't begin with a dot: take the dot out.",
  "template.character": "{character} can't stand in a name: take it out.",
  "template.unseen": "A character that can't be seen stands in the rule: take it out.",
  "template.field": "{field} is no field: use one of {fields}.",
  "template.length": "A length is a number from 1 to {most}: change it.",
  "template.filter":
    "{filter} changes nothing that is known: write a length such as 60, lower, upper, dashes, or else with a text.",
  "template.date-filter":
    "{filter} is no form of a date: write one such as YYYY-MM, of YYYY, MM, DD, hh, mm and ss.",
} as const;
