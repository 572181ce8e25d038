/** What the procedure declares, for choosing from. */
export class Vocabulary {
  constructor(given) {
    this.given = given;
  }

  get readable() {
    return this.given.readable;
  }

  /** [id, title] pairs of a kind, such as "forms", sorted by title. */
  options(kind) {
    const pairs = this.given[kind].map((each) => [each.id, each.title]);
    return kind === "variables" || kind === "forms" ? pairs.sort((a, b) => a[1].localeCompare(b[1])) : pairs;
  }

  title(kind, id) {
    return this.given[kind].find((each) => each.id === id)?.title ?? id;
  }

  letter(code) {
    return this.given.letters.find((each) => each.id === code);
  }

  variable(id) {
    return this.given.variables.find((each) => each.id === id);
  }

  /** What was used before, such as for "stages" and "records". */
  used(kind) {
    return this.given[kind];
  }
}

/** The moments of a clock in words. */
export const MOMENTS = [
  ["due_morning", "On the morning of the day it is due"],
  ["due", "When that day has passed"],
  ["breach", "At the first warning after it"],
];
