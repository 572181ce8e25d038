import { called, kindOf, makeShape } from "./kinds.js";
import { turnInto } from "./replacing.js";
import { onlyWay, waysOut } from "./sheets.js";

const ATTRIBUTES = ["form", "role", "clock", "at", "letter", "to", "stage", "outcome", "records", "set"];

/** Every change that the panel makes, each one step of undo, told to who listens. */
export class Changing {
  constructor(modeler, sheets, announce, declare) {
    Object.assign(this, { modeler, sheets, announce, declare });
    this.modeling = modeler.get("modeling");
    this.stack = modeler.get("commandStack");
    this.factory = modeler.get("elementFactory");
    this.rules = modeler.get("rules");
  }

  /** Set our attributes, the name, or what BPMN itself has; empty takes an attribute away. */
  set(element, properties) {
    const given = Object.entries(properties).map(([name, value]) => [
      ATTRIBUTES.includes(name) ? `redress:${name}` : name,
      value === "" ? undefined : value,
    ]);
    this.modeling.updateProperties(element, Object.fromEntries(given));
  }

  name(element, text) {
    if (element.type === "bpmn:TextAnnotation") this.modeling.updateProperties(element, { text });
    else this.modeling.updateLabel(element, text);
  }

  condition(flow, text) {
    const conditionExpression = text
      ? this.modeler.get("moddle").create("bpmn:FormalExpression", { body: text })
      : undefined;
    this.modeling.updateProperties(flow, { conditionExpression });
  }

  /** The way that is taken when no other fits; it needs no condition. */
  usual(gateway, flow) {
    this.modeling.updateProperties(gateway, { default: flow?.businessObject });
  }

  /** Insert one or several steps, one after the other; the first that was made. */
  add(kinds, after, flow = null) {
    const shapes = kinds.map(({ kind, name, ...attributes }) => {
      const shape = makeShape(kindOf(kind), this.factory);
      if (name) shape.businessObject.name = name;
      for (const [key, value] of Object.entries(attributes)) shape.businessObject.set(`redress:${key}`, value);
      return shape;
    });
    const names = kinds.map((each) => each.name);
    this.stack.execute("redress.insert", { after, flow: flow ?? onlyWay(after), shapes, names });
    this.sheets.select(shapes[0]);
    this.announce(`Added: ${called(shapes[0])}.`);
    return shapes;
  }

  /** Begin the form or letter that a step lacks, called as the step is. */
  async begin(element) {
    const kind = { "bpmn:UserTask": "form", "bpmn:SendTask": "letter" }[element.type];
    if (!kind || element.businessObject.get(`redress:${kind}`)) return;
    try {
      const id = await this.declare(kind, element.businessObject.name ?? "");
      this.set(element, { [kind]: id });
      this.announce(`The ${kind} “${element.businessObject.name}” is begun.`);
    } catch (error) {
      this.announce(`No ${kind} was begun: ${error.message}`);
    }
  }

  connect(source, target) {
    const flow = this.modeling.connect(source, target, { type: "bpmn:SequenceFlow" });
    this.announce(`Connected ${called(source)} to ${called(target)}.`);
    return flow;
  }

  /** Elements of the same sheet that an element may lead to. */
  targets(element) {
    const led = new Set(waysOut(element).map((flow) => flow.target));
    return this.sheets.inOrder().filter((each) => each !== element && !led.has(each)
      && this.rules.allowed("connection.create", { source: element, target: each, hints: {} }));
  }

  /** Take a step out; where it had one way in and one way out, the way closes up. */
  remove(element) {
    const text = called(element);
    const next = element.waypoints ? element.source : element.host ?? element.incoming?.[0]?.source;
    this.modeling.removeElements([element]);
    this.announce(`Removed ${text}.`);
    if (next) this.sheets.select(next);
  }

  timer(element) {
    const number = element.attachers?.length ?? 0;
    const at = { x: element.x + element.width - 25 - number * 45, y: element.y + element.height };
    const timer = makeShape(kindOf("edge"), this.factory);
    const made = this.modeling.createShape(timer, at, element, { attach: true });
    this.sheets.select(made);
    this.announce(`Attached a timer to ${called(element)}.`);
  }

  kind(element, kind) {
    const made = turnInto(element, kind, this.modeler.get("bpmnReplace"));
    this.sheets.select(made);
    this.announce(`It is now: ${kind.title}.`);
  }

  tidy(picture) {
    this.stack.execute("redress.tidy", { picture });
    this.sheets.fit();
    this.announce("The sheet was drawn afresh.");
  }
}
