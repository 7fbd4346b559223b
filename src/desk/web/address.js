// What is shown, in the address after the #: a reload comes back to the same place.
import { view, on } from "./view.js";
import { openArtifact, openMessage, revealHere, setBeside } from "./actions.js";

/** Keeps the address up to date. */
export function keepAddress() {
  for (const name of ["artifact", "message", "beside"]) on(name, write);
  // A link to another place that was pasted into the address; what the desk writes itself makes no such event.
  addEventListener("hashchange", () => view.project && openAddress());
}

/** Opens what the address names; without anything, the first translation. */
export async function openAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  const { artifacts, source } = view.project;
  const named = artifacts.find(({ name }) => name === address.get("artifact"));
  const artifact = named ?? artifacts.find(({ locale, first }) => locale !== source && first) ?? artifacts[0];
  const key = address.get("message")?.split("/");
  const isBeside = address.has("beside");
  if (artifact) await openArtifact(artifact.name);
  if (isBeside) setBeside(true);
  if (key?.length === 3) await openMessage({ locale: key[0], article: key[1], id: key[2] }, { stay: Boolean(named) });
  if (named) revealHere();
}

function write() {
  const address = new URLSearchParams();
  if (view.artifact) address.set("artifact", view.artifact.name);
  if (view.key) address.set("message", [view.key.locale, view.key.article, view.key.id].join("/"));
  if (view.isBeside) address.set("beside", "");
  history.replaceState(null, "", `${location.pathname}#${address}`);
}
