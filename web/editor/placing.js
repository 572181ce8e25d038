/* Commands that put a new step into its place and draw a sheet afresh; each is undone as one. */

import { freeId } from "./naming.js";
import { onlyWay } from "./sheets.js";

const GAP = 60;
const right = (shape) => shape.x + shape.width;
const middle = (shape) => shape.y + shape.height / 2;

const shifted = (points, start, delta) => points.map(({ x, y }) => ({ x: x > start ? x + delta : x, y }));

/**
 * Inserts shapes after another element, one after the other: on its only way, on the way `flow`, or
 * as a new way out. What follows on the sheet makes room. `names`: of those that get an id by it.
 */
export class Insert {
  constructor(modeling, autoPlace, spaceTool, elementRegistry) {
    Object.assign(this, { modeling, autoPlace, spaceTool, elementRegistry });
  }

  preExecute({ after, flow, shapes, names }) {
    let last = after;
    let way = flow;
    shapes.forEach((shape, place) => {
      if (way && way.target.parent === last.parent) this._between({ after: last, flow: way, shape });
      else this.autoPlace.append(last, shape);
      const id = names[place] && freeId(names[place], (each) => !!this.elementRegistry.get(each));
      if (id) this.modeling.updateProperties(shape, { id });
      last = shape;
      way = onlyWay(shape);
    });
  }

  _between({ after, flow, shape }) {
    const { target } = flow;
    const forward = target.x >= right(after);
    const wanted = right(after) + shape.width + 2 * GAP;
    if (forward && target.x < wanted) this._makeRoom(after, wanted - target.x);
    const at = { x: Math.round(right(after) + GAP + shape.width / 2), y: Math.round(middle(after)) };
    while (!forward && this._taken(at, shape, after)) at.y += 110;
    const made = this.modeling.createShape(shape, at, after.parent);
    this.modeling.reconnectEnd(flow, made, at);
    this.modeling.connect(made, target, { type: "bpmn:SequenceFlow" });
    for (const each of [flow, ...made.outgoing]) this.modeling.layoutConnection(each);
  }

  _makeRoom(after, delta) {
    const start = right(after) + 1;
    const { movingShapes, resizingShapes } = this.spaceTool.calculateAdjustments(after.parent.children, "x", delta, start);
    const bends = after.parent.children.filter((each) => each.waypoints).map((flow) => [flow, shifted(flow.waypoints, start, delta)]);
    this.modeling.createSpace(movingShapes, resizingShapes, { x: delta, y: 0 }, "e", start);
    for (const [flow, waypoints] of bends) this.modeling.updateWaypoints(flow, waypoints);
  }

  _taken(at, shape, after) {
    const x = at.x - shape.width / 2;
    const y = at.y - shape.height / 2;
    return after.parent.children.some((each) => !each.waypoints && !each.labelTarget
      && x < right(each) && right(each) - each.width < x + shape.width && y < each.y + each.height && each.y < y + shape.height);
  }
}
Insert.$inject = ["modeling", "autoPlace", "spaceTool", "elementRegistry"];

/** Moves everything on a sheet to where `picture` says: { shapes, labels, edges } by id. */
export class Tidy {
  constructor(modeling, elementRegistry) {
    Object.assign(this, { modeling, elementRegistry });
  }

  preExecute({ picture }) {
    const place = (shape, bounds) => {
      if (!shape || !bounds) return;
      const { x, y, width, height } = bounds;
      if (shape.width !== width || shape.height !== height) this.modeling.resizeShape(shape, bounds);
      const delta = { x: x - shape.x, y: y - shape.y };
      if (delta.x || delta.y) this.modeling.moveShape(shape, delta, undefined, { layout: false, recurse: false, autoResize: false });
    };
    const shapes = Object.entries(picture.shapes).map(([id, bounds]) => [this.elementRegistry.get(id), bounds]);
    const [edges, others] = [true, false].map((edge) => shapes.filter(([shape]) => !!shape?.host === edge));
    for (const [shape, bounds] of [...others, ...edges]) place(shape, bounds);
    for (const [id, waypoints] of Object.entries(picture.edges)) {
      const flow = this.elementRegistry.get(id);
      if (flow) this.modeling.updateWaypoints(flow, waypoints.map(([x, y]) => ({ x, y })));
    }
    for (const [id, bounds] of Object.entries(picture.labels)) place(this.elementRegistry.get(`${id}_label`), bounds);
  }
}
Tidy.$inject = ["modeling", "elementRegistry"];
