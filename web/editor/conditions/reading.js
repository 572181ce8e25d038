/*
 * A condition's text as a tree of tests: { join, items }, where an item is a test
 * { variable, is, value } or a group again. Null for what no row of tests can show.
 */

const SIGNS = /\s*(?:(\d+(?:\.\d+)?)|'([^'\\]*)'|"([^"\\]*)"|(==|!=|<=|>=|[<>()[\],+-])|([A-Za-z]\w*))/y;
const TURNED = { "==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<=" };
const IS = { "==": "is", "!=": "is_not", "<": "less", ">": "more", "<=": "at_most", ">=": "at_least", in: "one_of", "not in": "none_of" };
const OPPOSITE = { is: "is_not", is_not: "is", yes: "no", no: "yes", less: "at_least", at_least: "less", more: "at_most", at_most: "more", one_of: "none_of", none_of: "one_of" };
const UNDER_NOT = { all: "not_all", not_all: "all", any: "none", none: "any" };
const WORDS = new Set(["and", "or", "not", "in"]);
const CONSTANTS = { True: true, False: false };

class Unshown extends Error {}

/** The tree of a condition, or null when it says something that the rows cannot. */
export function readCondition(text) {
  if (!text || !text.trim()) return { join: "all", items: [] };
  try {
    const signs = signsOf(text);
    const found = either(signs);
    if (signs.length) throw new Unshown();
    return "join" in found ? found : { join: "all", items: [asTest(found)] };
  } catch (error) {
    if (error instanceof Unshown) return null;
    throw error;
  }
}

function signsOf(text) {
  const signs = [];
  const rest = text.trimEnd();
  SIGNS.lastIndex = 0;
  while (SIGNS.lastIndex < rest.length) {
    const found = SIGNS.exec(rest);
    if (!found) throw new Unshown();
    const [, number, single, double, sign, name] = found;
    if (number !== undefined) signs.push({ value: Number(number) });
    else if (sign) signs.push({ sign });
    else if (name && WORDS.has(name)) signs.push({ sign: name });
    else if (name && name in CONSTANTS) signs.push({ value: CONSTANTS[name] });
    else if (name) signs.push({ variable: name });
    else signs.push({ value: single ?? double });
  }
  return signs;
}

const next = (signs, sign) => signs[0]?.sign === sign;

function take(signs, sign) {
  if (!next(signs, sign)) throw new Unshown();
  return signs.shift();
}

const either = (signs) => joined(signs, "or", "any", (rest) => joined(rest, "and", "all", negated));

function joined(signs, word, join, part) {
  const parts = [part(signs)];
  while (next(signs, word)) {
    signs.shift();
    parts.push(part(signs));
  }
  return parts.length === 1 ? parts[0] : { join, items: parts.map(asItem) };
}

function negated(signs) {
  if (!next(signs, "not")) return compared(signs);
  signs.shift();
  const inner = asItem(negated(signs));
  if ("join" in inner) return { ...inner, join: UNDER_NOT[inner.join] };
  return { ...inner, is: OPPOSITE[inner.is] };
}

function compared(signs) {
  const left = operand(signs);
  let sign = signs[0]?.sign;
  if (sign === "not" && signs[1]?.sign === "in") {
    signs.shift();
    sign = "not in";
  }
  if (!(sign in IS)) return left;
  signs.shift();
  const right = operand(signs);
  if (signs[0]?.sign in IS) throw new Unshown();
  if (!("variable" in left) && "variable" in right && sign in TURNED) {
    return { variable: right.variable, is: IS[TURNED[sign]], value: side(left) };
  }
  return test(left, IS[sign], right);
}

function test(left, is, right) {
  if (!("variable" in left) || "is" in left || "join" in right) throw new Unshown();
  if ((is === "one_of" || is === "none_of") !== Array.isArray(right.value)) throw new Unshown();
  if (typeof right.value === "boolean") {
    return { variable: left.variable, is: (is === "is") === right.value ? "yes" : "no" };
  }
  return { variable: left.variable, is, value: side(right) };
}

const side = (operand) => ("variable" in operand ? { variable: operand.variable } : operand.value);

function operand(signs) {
  const first = signs.shift();
  if (!first) throw new Unshown();
  if (first.sign === "-" && typeof signs[0]?.value === "number") return { value: -signs.shift().value };
  if (first.sign === "[") return list(signs, "]");
  if (first.sign === "(") return bracketed(signs);
  if (first.sign || next(signs, "(") || next(signs, "+") || next(signs, "-")) throw new Unshown();
  return first;
}

function bracketed(signs) {
  if (signs[1]?.sign === ",") return list(signs, ")");
  const inner = either(signs);
  take(signs, ")");
  return inner;
}

function list(signs, end) {
  const value = [];
  while (!next(signs, end)) {
    const each = signs.shift();
    if (!each || !("value" in each)) throw new Unshown();
    value.push(each.value);
    if (next(signs, ",")) signs.shift();
    else if (!next(signs, end)) throw new Unshown();
  }
  signs.shift();
  return { value };
}

function asItem(found) {
  return "join" in found ? found : asTest(found);
}

function asTest(found) {
  if ("is" in found) return found;
  if ("variable" in found) return { variable: found.variable, is: "yes" };
  throw new Unshown();
}
