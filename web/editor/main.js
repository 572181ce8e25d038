import "./editor.css";
import { openEditor } from "./opening.js";

const place = document.querySelector("[data-diagram-editor]");
if (place) openEditor(place);
