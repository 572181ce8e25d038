/* Conditions as sentences. */

const IS = {
  is: "is", is_not: "is not", less: "is less than", more: "is more than",
  at_most: "is at most", at_least: "is at least", one_of: "is one of", none_of: "is none of",
};
const JOIN = { all: " and ", any: " or ", none: " or ", not_all: " and " };

/** A tree of tests in words: “What is this?” is “A complaint” and … */
export function inWords(tree, vocabulary) {
  const parts = tree.items.map((item) => ("join" in item ? `(${inWords(item, vocabulary)})` : sentence(item, vocabulary)));
  const text = parts.join(JOIN[tree.join]);
  if (tree.join === "none" || tree.join === "not_all") return `not (${text})`;
  return text;
}

function sentence({ variable, is, value }, vocabulary) {
  const known = vocabulary.variable(variable);
  const name = `“${known?.title ?? variable}”`;
  if (is === "yes") return known?.type === "bool" || !known ? `${name} is yes` : `${name} is given`;
  if (is === "no") return known?.type === "bool" || !known ? `${name} is no` : `${name} is not given`;
  if (value === "") return is === "is" ? `${name} is empty` : `${name} is filled in`;
  return `${name} ${IS[is]} ${said(value, known, vocabulary)}`;
}

function said(value, known, vocabulary) {
  if (Array.isArray(value)) return value.map((each) => said(each, known, vocabulary)).join(", ");
  if (value && typeof value === "object") return `“${vocabulary.variable(value.variable)?.title ?? value.variable}”`;
  const choice = known?.of.find((each) => each.id === value);
  return typeof value === "number" ? String(value) : `“${choice?.title ?? value}”`;
}
