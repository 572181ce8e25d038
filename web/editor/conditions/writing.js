/* A tree of tests as the condition that the engine reads. Tests that are not complete are left out. */

const SIGNS = { is: "==", is_not: "!=", less: "<", more: ">", at_most: "<=", at_least: ">=" };

/** Whether a test says all that it needs. */
export function complete(item) {
  if ("join" in item) return item.items.some(complete);
  if (!item.variable || !item.is) return false;
  if (item.is === "yes" || item.is === "no") return true;
  if (item.is === "one_of" || item.is === "none_of") return item.value?.length > 0;
  return item.value !== undefined && item.value !== null && item.value?.variable !== "";
}

/** The condition of a tree; empty when nothing is said. */
export function writeCondition(tree) {
  const items = tree.items.filter(complete);
  if (!items.length) return "";
  const or = tree.join === "any" || tree.join === "none";
  const denied = tree.join === "none" || tree.join === "not_all";
  const within = items.length === 1 ? (denied ? "not" : "") : or ? "or" : "and";
  const text = items.map((item) => part(item, within)).join(or ? " or " : " and ");
  if (!denied) return text;
  return items.length === 1 ? `not ${text}` : `not (${text})`;
}

function part(item, within) {
  if (!("join" in item)) return writeTest(item, within === "not");
  const text = writeCondition(item);
  const many = item.items.filter(complete).length > 1 || nestedOr(item);
  const loose = item.join === "any" || (item.items.length === 1 && nestedOr(item));
  const bracketed = many && (within === "not" || (within === "and" && loose));
  return bracketed ? `(${text})` : text;
}

/** A group of one may hold a looser one. */
function nestedOr(group) {
  const [only, ...others] = group.items.filter(complete);
  return !others.length && only && "join" in only && (only.join === "any" || nestedOr(only));
}

function writeTest({ variable, is, value }, bracketed) {
  if (is === "yes") return variable;
  if (is === "no") return bracketed ? `(not ${variable})` : `not ${variable}`;
  if (is === "one_of" || is === "none_of") {
    const values = value.map(written).join(", ");
    const text = `${variable} ${is === "one_of" ? "in" : "not in"} (${values}${value.length === 1 ? "," : ""})`;
    return bracketed ? `(${text})` : text;
  }
  const text = `${variable} ${SIGNS[is]} ${written(value)}`;
  return bracketed ? `(${text})` : text;
}

/** A value as it stands in a condition. */
export function written(value) {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (value && typeof value === "object") return value.variable;
  const text = String(value).replace(/[\\#\n\r]/g, " ");
  return text.includes("'") ? `"${text.replaceAll('"', "")}"` : `'${text}'`;
}
