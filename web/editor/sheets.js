import { getBBox } from "diagram-js/lib/util/Elements";
import { nameOf } from "./kinds.js";

/* Kept free for the palette and the path of sheets, in pixels; and the smallest readable scale. */
const ASIDE = 115;
const ABOVE = 75;
const EDGE = 25;
const READABLE = 0.55;
const LAST = 100;

/** The sheets of a diagram: the process, and each sub-process with a plane of its own. */
export class Sheets {
  constructor(modeler) {
    this.modeler = modeler;
    this.canvas = modeler.get("canvas");
    this.registry = modeler.get("elementRegistry");
    const shown = new Set();
    modeler.on("root.set", LAST, ({ element }) => {
      if (!shown.has(element)) this.fit();
      shown.add(element);
    });
  }

  /** [{ id, name, depth }] from the outermost in. `id` is the process's or sub-process's. */
  all() {
    const { rootElements } = this.modeler.getDefinitions();
    const process = rootElements.find((each) => each.$type === "bpmn:Process");
    return process ? [...this._within(process, 0)] : [];
  }

  *_within(container, depth) {
    yield { id: container.id, name: nameOf({ businessObject: container }), depth };
    for (const each of container.flowElements ?? []) {
      if (each.$type === "bpmn:SubProcess") yield* this._within(each, depth + 1);
    }
  }

  /** The plane on which a process or sub-process is drawn. */
  plane(id) {
    const found = this.registry.get(`${id}_plane`);
    return found ?? this.canvas.getRootElements().find((root) => root.businessObject.id === id);
  }

  get current() {
    return this.canvas.getRootElement().businessObject.id;
  }

  /** Show a sheet: whole the first time, then as it was left. */
  show(id) {
    const plane = this.plane(id);
    if (plane && this.canvas.getRootElement() !== plane) this.canvas.setRootElement(plane);
  }

  /** The whole sheet, or its beginning where the whole would be too small to read. */
  fit(least = READABLE) {
    const { children } = this.canvas.getRootElement();
    if (!children.length) return;
    const around = getBBox(children);
    const { clientWidth, clientHeight } = this.canvas.getContainer();
    const room = { width: clientWidth - ASIDE - EDGE, height: clientHeight - ABOVE - EDGE };
    const whole = Math.min(1, room.width / around.width, room.height / around.height);
    const scale = Math.max(whole, least);
    const [width, height] = [clientWidth / scale, clientHeight / scale];
    const lower = Math.max(0, (room.height / scale - around.height) / 2);
    this.canvas.viewbox({ x: around.x - ASIDE / scale, y: around.y - ABOVE / scale - lower, width, height });
  }

  /** The whole sheet, however small. */
  whole() {
    this.fit(0.1);
  }

  /** Show an element on its sheet and select it. */
  select(element) {
    const on = this.canvas.findRoot(element);
    if (on && on !== this.canvas.getRootElement()) this.show(on.businessObject.id);
    this.modeler.get("selection").select(element);
    this.canvas.scrollToElement(element, 80);
  }

  /** What stands on a sheet in the order of its ways, timers at the edge after their step. */
  inOrder(id = this.current) {
    const nodes = (this.plane(id)?.children ?? []).filter((each) => !each.waypoints && !each.labelTarget && each.type !== "bpmn:TextAnnotation");
    const seen = new Set();
    const walk = (element) => {
      if (seen.has(element) || !nodes.includes(element)) return;
      seen.add(element);
      for (const timer of element.attachers ?? []) walk(timer);
      for (const flow of waysOut(element)) walk(flow.target);
    };
    nodes.filter((each) => each.type === "bpmn:StartEvent").forEach(walk);
    nodes.filter((each) => !each.incoming.length && !each.host).forEach(walk);
    nodes.forEach(walk);
    return [...seen];
  }
}

/** The ways out of an element, the default one first. */
export function waysOut(element) {
  const ways = (element.outgoing ?? []).filter((each) => each.type === "bpmn:SequenceFlow");
  const usual = element.businessObject.default;
  return [...ways].sort((a, b) => (b.businessObject === usual) - (a.businessObject === usual));
}

/** The way into which a step is put: the only one out, but not of a gateway, which may get more. */
export function onlyWay(element) {
  const ways = waysOut(element);
  return ways.length === 1 && !element.type.endsWith("Gateway") ? ways[0] : null;
}
