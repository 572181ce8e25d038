// Shows a published diagram in bpmn-js's viewer: one may move it, go closer, and step into parts.
const place = document.querySelector('[data-diagram]');

async function show(href) {
  place.replaceChildren();
  const viewer = new BpmnJS({ container: place });
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  await viewer.importXML(await answer.text());
  const canvas = viewer.get('canvas');
  canvas.zoom('fit-viewport', 'auto');
  viewer.on('root.set', () => canvas.zoom('fit-viewport', 'auto'));
  const zoom = viewer.get('zoomScroll');
  const press = (id, what) => { document.getElementById(id).onclick = what; };
  press('viewer-closer', () => zoom.stepZoom(1));
  press('viewer-farther', () => zoom.stepZoom(-1));
  press('viewer-whole', () => canvas.zoom('fit-viewport', 'auto'));
}

if (place) {
  document.getElementById('viewer-tools').hidden = false;
  show(place.dataset.diagram).catch((error) => {
    place.textContent = `The diagram could not be shown: ${error.message}. The drawings below show the same.`;
  });
}
