// Places: lines of files, as links that open them in an editor, and pages of artifacts.
import { el, button, hiddenText } from "./dom.js";
import { view } from "./view.js";
import { openInEditor } from "./actions.js";
import { artifactName, t } from "./words.js";

/** A control that opens `file:line` in the person's editor: the one of `--editor`, else VS Code by its address. */
export function placeLink({ file, line, column }) {
  const text = `${file}:${line}`;
  const label = t("open-in-editor", { place: text });
  if (view.project.hasEditor)
    return button(text, () => openInEditor(file, line, column), { class: "place", "aria-label": label, title: label });
  return el(
    "a",
    {
      class: "place",
      href: `vscode://file${encodeURI(view.project.root)}/${encodeURI(file)}:${line}:${column}`,
      "aria-label": label,
      title: label,
    },
    text,
  );
}

/** Pages as a list: a line for each artifact, with the numbers of its pages; `go(place)` is called for the one that is chosen. */
export function pagesList(places, go, withLanguage = false) {
  const names = [...new Set(places.map(({ artifact }) => artifact))];
  return el(
    "ul",
    { class: "pages-list" },
    ...names.map((name) => {
      const artifact = view.project.artifacts.find((other) => other.name === name);
      const shown = artifact ? artifactName(artifact, withLanguage ? artifact.locale : "") : name;
      const own = places.filter((place) => place.artifact === name);
      const first = new Map(own.toReversed().map((place) => [place.page, place]));
      const pages = [...first.values()].sort((a, b) => a.page - b.page);
      return el(
        "li",
        {},
        el("span", {}, `${shown}, ${t("page-short")}`),
        ...pages.map((place) =>
          el(
            "button",
            { type: "button", class: "page-chip", onclick: () => go(place) },
            hiddenText(`${shown}, ${t("page-short")} `),
            String(place.page),
          ),
        ),
      );
    }),
  );
}
