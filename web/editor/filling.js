import CommandInterceptor from "diagram-js/lib/command/CommandInterceptor";
import { kindOf, makeShape } from "./kinds.js";

const LATE = 200;

/** A new sub-process gets a sheet with a start and an end, so that it can be gone through. */
export class Filling extends CommandInterceptor {
  constructor(eventBus, modeling, elementFactory, elementRegistry) {
    super(eventBus);
    this.postExecuted(["shape.create", "shape.replace"], LATE, ({ context }) => {
      const shape = context.newShape ?? context.shape;
      const object = shape.businessObject;
      const plane = elementRegistry.get(`${object.id}_plane`);
      if (object.$type !== "bpmn:SubProcess" || !shape.collapsed || !plane) return;
      if (object.flowElements?.length || plane.children.length || context.hints?.createElementsBehavior === false) return;
      const [start, end] = [["start", 180], ["end", 320]].map(([kind, x]) =>
        modeling.createShape(makeShape(kindOf(kind), elementFactory), { x, y: 160 }, plane));
      modeling.connect(start, end);
    });
  }
}
Filling.$inject = ["eventBus", "modeling", "elementFactory", "elementRegistry"];
