/*
 * The usual steps. What they name is taken where the procedure declares it under its usual name;
 * otherwise it stays open, and the check says so.
 */

export const TEMPLATES = [
  { id: "acknowledge", title: "Acknowledge", steps: [{ kind: "letter", name: "Acknowledge", letter: /-ACK/ }] },
  { id: "investigate", title: "Investigate", steps: [{ kind: "step", name: "Investigate", role: /investigator|adjudicator|coordinator/ }] },
  { id: "decide", title: "Decide", steps: [{ kind: "step", name: "Decide" }, { kind: "decision", name: "What was decided?" }] },
  { id: "approve", title: "Ask for approval", steps: [{ kind: "step", name: "Approve the answer", role: /approver|director|manager/ }, { kind: "decision", name: "Approved?" }] },
  { id: "send", title: "Send a letter", steps: [{ kind: "step", name: "Write the letter" }, { kind: "letter", name: "Send the letter" }] },
  { id: "await", title: "Wait for the resident", steps: [{ kind: "letter", name: "Ask the resident" }, { kind: "step", name: "Record what the resident says" }] },
];

/** The steps of a template, with the role or letter that the procedure has for them. */
export function stepsOf(template, vocabulary) {
  return template.steps.map(({ kind, name, role, letter }) => {
    const step = { kind, name };
    const found = (list, wanted) => vocabulary.options(list).find(([id]) => wanted.test(id))?.[0];
    const who = role && found("roles", role);
    const what = letter && found("letters", letter);
    return { ...step, ...(who && { role: who }), ...(what && { letter: what }) };
  });
}
