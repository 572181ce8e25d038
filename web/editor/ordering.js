const planesOf = (definitions) => (definitions?.diagrams ?? []).map((each) => each.plane).filter(Boolean);

/**
 * Writes the shapes of each sheet in the order in which the file had them, new ones last, so that a
 * change of one step differs from the file before in that step alone.
 */
export class Ordering {
  constructor(eventBus) {
    let order = new Map();
    eventBus.on("import.parse.complete", ({ definitions }) => {
      const all = planesOf(definitions).flatMap((plane) => plane.planeElement ?? []);
      order = new Map(all.map((each, place) => [each, place]));
    });
    const place = (each) => order.get(each) ?? order.size;
    eventBus.on("saveXML.start", ({ definitions }) => {
      for (const plane of planesOf(definitions)) plane.planeElement?.sort((a, b) => place(a) - place(b));
    });
  }
}
Ordering.$inject = ["eventBus"];
