/* What may be drawn: the elements that Redress carries out, in the council's words. */

const timer = { eventDefinitionType: "bpmn:TimerEventDefinition" };

/** `word` is how a sentence names it; `group` says what it may be turned into. */
export const KINDS = [
  { id: "step", word: "step", title: "Step for a person", icon: "user-task", type: "bpmn:UserTask", name: "New step", group: "task" },
  { id: "letter", word: "letter step", title: "Letter", icon: "send-task", type: "bpmn:SendTask", name: "Send a letter", group: "task" },
  { id: "decision", word: "decision", title: "Decision", icon: "gateway-xor", type: "bpmn:ExclusiveGateway", name: "Which way?", group: "gateway" },
  { id: "parallel", word: "parallel gateway", title: "All ways at once", icon: "gateway-parallel", type: "bpmn:ParallelGateway", group: "gateway" },
  { id: "inclusive", word: "inclusive gateway", title: "Each way that fits", icon: "gateway-or", type: "bpmn:InclusiveGateway", name: "Which ways?", group: "gateway" },
  { id: "sheet", word: "sub-process", title: "Sub-process with a sheet of its own", icon: "subprocess-collapsed", type: "bpmn:SubProcess", isExpanded: false, name: "New part", group: "task" },
  { id: "called", word: "called diagram", title: "Called diagram", icon: "call-activity", type: "bpmn:CallActivity", name: "Shared part", group: "task" },
  { id: "setting", word: "setting step", title: "Setting of values", icon: "script-task", type: "bpmn:ScriptTask", name: "Note something", group: "task" },
  { id: "fact", word: "event", title: "Fact that is recorded", icon: "intermediate-event-none", type: "bpmn:IntermediateThrowEvent", name: "Something noted", group: "fact" },
  { id: "wait", word: "timer", title: "Wait for a date", icon: "intermediate-event-catch-timer", type: "bpmn:IntermediateCatchEvent", ...timer, name: "Wait for the date", group: "fact" },
  { id: "edge", word: "timer at the edge", title: "Timer at the edge", icon: "intermediate-event-catch-non-interrupting-timer", type: "bpmn:BoundaryEvent", ...timer, cancelActivity: false, name: "Date reached", edge: true },
  { id: "start", word: "start", title: "Start", icon: "start-event-none", type: "bpmn:StartEvent", name: "Begins" },
  { id: "end", word: "end", title: "End", icon: "end-event-none", type: "bpmn:EndEvent", name: "Done", group: "end" },
  { id: "stop", word: "end of everything around it", title: "End of everything on this sheet", icon: "end-event-terminate", type: "bpmn:EndEvent", eventDefinitionType: "bpmn:TerminateEventDefinition", name: "Over", group: "end" },
];

const BY_ID = Object.fromEntries(KINDS.map((kind) => [kind.id, kind]));
export const kindOf = (id) => BY_ID[id];

/** Kinds that may stand after a step. */
export const FOLLOWING = KINDS.filter((kind) => !kind.edge && kind.id !== "start");

/** The kind of an element of the drawing; undefined for what Redress does not carry out. */
export function kindOfElement(element) {
  const { $type: type, eventDefinitions = [] } = element.businessObject;
  const definition = eventDefinitions[0]?.$type;
  return KINDS.find((kind) => kind.type === type && kind.eventDefinitionType === definition)
    ?? KINDS.find((kind) => kind.type === type && !kind.eventDefinitionType && !definition);
}

/** What it is in a word or two; a sub-process that reports count is a stage. */
export function wordOf(element) {
  const object = element.businessObject;
  if (object.$type === "bpmn:SubProcess" && object.get("redress:stage")) return "stage";
  if (object.$type === "bpmn:TextAnnotation") return "note";
  if (object.$type === "bpmn:SequenceFlow") return "way";
  if (meets(object)) return "meeting of ways";
  return kindOfElement(element)?.word ?? object.$type.replace("bpmn:", "");
}

const meets = (object) => object.$type.endsWith("Gateway") && object.incoming?.length > 1 && !(object.outgoing?.length > 1);

/** Its name, or what stands for one. */
export function nameOf(element) {
  const object = element.businessObject;
  if (object.name) return object.name.replace(/\s+/g, " ");
  if (object.$type === "bpmn:TextAnnotation") return object.text || "Note";
  if (meets(object)) return "Ways come together";
  return "No name yet";
}

/** An element within a sentence: step “Triage”. */
export const called = (element) => `${wordOf(element)} “${nameOf(element)}”`;

export const isDecision = (element) => /(Exclusive|Inclusive)Gateway$/.test(element.businessObject.$type);

/** Make a shape of a kind, not yet drawn. */
export function makeShape(kind, elementFactory) {
  const { type, eventDefinitionType, isExpanded, cancelActivity, name } = kind;
  const given = { type };
  if (eventDefinitionType) given.eventDefinitionType = eventDefinitionType;
  if (isExpanded !== undefined) given.isExpanded = isExpanded;
  if (cancelActivity !== undefined) given.cancelActivity = cancelActivity;
  const shape = elementFactory.createShape(given);
  if (name) shape.businessObject.name = name;
  return shape;
}
