import { FOLLOWING, makeShape } from "./kinds.js";

const GROUPS = { task: "activity", gateway: "gateway", fact: "event", end: "event" };

/** The palette: only what Redress carries out. */
export class Palette {
  constructor(palette, create, elementFactory, handTool, lassoTool, spaceTool, globalConnect) {
    Object.assign(this, { create, elementFactory, handTool, lassoTool, spaceTool, globalConnect });
    palette.registerProvider(this);
  }

  getPaletteEntries() {
    const tool = (name, title, icon, start) => ({
      [name]: { group: "tools", className: `bpmn-icon-${icon}`, title, action: { click: start } },
    });
    const entries = {
      ...tool("hand", "Move the sheet", "hand-tool", (event) => this.handTool.activateHand(event)),
      ...tool("lasso", "Select several", "lasso-tool", (event) => this.lassoTool.activateSelection(event)),
      ...tool("space", "Make room", "space-tool", (event) => this.spaceTool.activateSelection(event)),
      ...tool("connect", "Connect two steps", "connection-multi", (event) => this.globalConnect.start(event)),
      "tools-line": { group: "tools", separator: true },
    };
    for (const kind of FOLLOWING) {
      const start = (event) => this.create.start(event, makeShape(kind, this.elementFactory));
      entries[`create.${kind.id}`] = {
        group: GROUPS[kind.group], className: `bpmn-icon-${kind.icon}`, title: kind.title,
        action: { dragstart: start, click: start },
      };
    }
    return entries;
  }
}
Palette.$inject = ["palette", "create", "elementFactory", "handTool", "lassoTool", "spaceTool", "globalConnect"];
